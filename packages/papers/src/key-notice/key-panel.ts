import { formatAuthenticationKey } from '@e-surety/domain';
import { millimetre } from '../kit/page.js';
import { qrCode } from '../kit/qr-code.js';
import type { Sheet } from '../kit/sheet.js';
import { colours, styles, widthOf } from '../kit/style.js';
import type { KeyNoticeOrder } from './key-notice.js';

/** 34 symbols of one width fill the panel. */
const keyStyle = { ...styles.code, size: 21, leading: 27 };
const height = 146;
const qrSize = 27 * millimetre;

/** Number and key, each one run of text, so that they can be copied whole; and the same as a QR code. */
export function printKeyPanel(sheet: Sheet, order: KeyNoticeOrder): void {
  sheet.need(height);
  const box = { x: sheet.left, y: sheet.y, width: sheet.width, height };
  sheet.fill(box, colours.tint);
  sheet.frame(box, 1.2, colours.accent);

  const x = box.x + 18;
  sheet.tagged('P', () => {
    sheet.print({ text: '保証契約番号', style: styles.label }, x, box.y + 12, 200);
    sheet.print({ text: order.guaranteeNumber, style: keyStyle }, x, box.y + 27, 300);
  });
  const key = formatAuthenticationKey(order.authenticationKey);
  sheet.tagged('P', () => {
    sheet.print({ text: '認証キー', style: styles.label }, x, box.y + 75, 200);
    sheet.print({ text: key, style: keyStyle }, x, box.y + 91, sheet.width - 36);
  });
  sheet.decorate(() => numberGroups(sheet, key, x, box.y + 121));

  const place = { x: box.x + box.width - qrSize - 12, y: box.y + 10, width: qrSize, height: qrSize };
  sheet.fill(place, colours.paper);
  qrCode(sheet, lookUpAddress(order), { ...place, size: qrSize }, 'D-Sureの照会画面を開く二次元コード');
  sheet.y += height + 14;
}

/** The address that the QR code holds. The key stands in the fragment, which browsers do not send. */
function lookUpAddress({ lookUpUrl, authenticationKey, guaranteeNumber }: KeyNoticeOrder): string {
  return `${lookUpUrl}#key=${formatAuthenticationKey(authenticationKey)}&number=${guaranteeNumber}`;
}

/** A line and a figure, 1 to 7, under each group: D-Sure says in which group a typing error is. */
function numberGroups(sheet: Sheet, key: string, x: number, y: number): void {
  const { pdf } = sheet;
  const style = styles.small;
  key.split('-').forEach((group, i) => {
    const left = x + widthOf(key.slice(0, i * 5), keyStyle);
    const width = widthOf(group, keyStyle);
    const digit = String(i + 1);
    pdf.lineWidth(0.6).moveTo(left, y);
    pdf.lineTo(left + width, y).stroke(colours.rule);
    pdf.font(style.face, style.size).fillColor(style.colour);
    const middle = left + (width - widthOf(digit, style)) / 2;
    pdf.text(digit, middle, y + 3 + style.size, { lineBreak: false, baseline: 'alphabetic' });
  });
}
