import { heightOf, type Line, setText } from './setting.js';
import type { Sheet } from './sheet.js';
import { colours, type Style, styles, widthOf } from './style.js';

/**
 * Two columns at the head of a letter: whom it is to, and whom it is from. The latter is set to the right; where a long name
 * fills the column it begins at the left, since lines of many lengths are not read from their ends.
 */
export function letterhead(sheet: Sheet, to: Line[], from: Line[]): void {
  const half = halfOf(sheet);
  const top = sheet.y;
  sheet.tagged('P', () => sheet.printAll(to, sheet.left, top, half));
  const full = from.some(({ text, style }) => widthOf(text, style) > half - style.size * 2);
  sheet.tagged('P', () => sheet.printAll(from, sheet.right - half, top, half, full ? 'left' : 'right'));
  sheet.y = top + Math.max(heightOf(to), heightOf(from)) + 12;
}

/** The measure of one of two columns. */
export function halfOf(sheet: Sheet): number {
  return sheet.width / 2 - 10;
}

export function letterTitle(sheet: Sheet, text: string): void {
  const style: Style = { ...styles.title, size: 19 };
  sheet.tagged('H1', () => sheet.print({ text, style }, sheet.left, sheet.y, sheet.width, 'center'));
  sheet.y += 42;
}

/** One sentence that must not be missed. */
export function warning(sheet: Sheet, text: string): void {
  const lines = setText(text, { ...styles.strong, colour: colours.warning }, sheet.width - 24);
  const box = { x: sheet.left, y: sheet.y, width: sheet.width, height: heightOf(lines) + 12 };
  sheet.frame(box, 1, colours.warning);
  sheet.tagged('P', () => sheet.printAll(lines, box.x + 12, box.y + 6, box.width - 24, 'center'));
  sheet.y += box.height + 12;
}

/** A heading that does not stand alone at the foot of a page. */
export function heading(sheet: Sheet, text: string): void {
  sheet.need(50);
  sheet.paragraph(text, styles.heading, 'H2');
}

/** Numbered steps. */
export function steps(sheet: Sheet, texts: readonly string[]): void {
  const indent = 18;
  const number: Style = { ...styles.strong, leading: styles.body.leading, colour: colours.accent };
  sheet.tagged('L', () => {
    texts.forEach((text, i) => {
      const lines = setText(text, styles.body, sheet.width - indent);
      sheet.need(heightOf(lines));
      sheet.tagged('LI', () => {
        sheet.tagged('Lbl', () => sheet.print({ text: String(i + 1), style: number }, sheet.left, sheet.y, indent));
        sheet.tagged('LBody', () => sheet.printAll(lines, sheet.left + indent, sheet.y, sheet.width - indent));
      });
      sheet.y += heightOf(lines) + 2;
    });
  });
}

/** Whom to ask: every paper ends with it. */
export interface Branch {
  name: string;
  phone: string;
  email: string;
  hours: string;
}

export function contact(sheet: Sheet, issuerName: string, branch: Branch): void {
  sheet.need(50);
  heading(sheet, 'お問い合わせ');
  sheet.paragraph(`${issuerName} ${branch.name}　電話 ${branch.phone}　電子メール ${branch.email}`);
  sheet.paragraph(`受付時間 ${branch.hours}`);
}
