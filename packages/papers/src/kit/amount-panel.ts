import { formatYen, type Yen } from '@e-surety/domain';
import type { Sheet } from './sheet.js';
import { colours, styles } from './style.js';

const height = 70;
const split = 292;
const inset = 14;

export interface AmountPanel {
  label: string;
  amount: Yen;
  beside: { label: string; lines: string[]; alarming?: boolean };
}

/** The amount that a paper is about, to be read from across a desk, and beside it the day that goes with it. */
export function amountPanel(sheet: Sheet, { label, amount, beside }: AmountPanel): void {
  sheet.need(height);
  const box = { x: sheet.left, y: sheet.y, width: sheet.width, height };
  const measure = sheet.width - split - inset;
  sheet.fill(box, colours.tint);
  sheet.fill({ ...box, width: 4 }, colours.accent);
  sheet.verticalRule(box.x + split, box.y + 12, height - 24, 0.5, colours.rule);
  sheet.tagged('P', () => {
    sheet.print({ text: label, style: styles.label }, box.x + 18, box.y + 9, split - 20);
    sheet.print({ text: formatYen(amount), style: styles.figure }, box.x + 18, box.y + 26, split - 24);
  });
  sheet.tagged('P', () => {
    sheet.print({ text: beside.label, style: styles.label }, box.x + split + inset, box.y + 9, measure);
    const style = beside.alarming ? styles.alarm : styles.period;
    const lines = beside.lines.map((text) => ({ text, style }));
    sheet.printAll(lines, box.x + split + inset, box.y + (lines.length === 1 ? 34 : 26), measure);
  });
  sheet.y += height + 14;
}
