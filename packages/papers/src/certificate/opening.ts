import { type Certificate, formatWareki, formatYen, guaranteeStatusNames, worksLabels } from '@e-surety/domain';
import { heightOf, setProminent, setText } from '../kit/setting.js';
import type { Sheet } from '../kit/sheet.js';
import { colours, styles } from '../kit/style.js';
import { periodLabel, periodText, revisionTypeNames, signatoryText, titles } from './names.js';

/** Title, number, both parties and the amount: what is seen from across a desk. */
export function printOpening(sheet: Sheet, certificate: Certificate): void {
  printTitle(sheet, certificate);
  printStatus(sheet, certificate);
  printParties(sheet, certificate);
  printAmount(sheet, certificate);
}

function printTitle(sheet: Sheet, { kind, guaranteeNumber, amendments, revision, type }: Certificate): void {
  const top = sheet.y;
  const tag = { x: sheet.left, y: top, width: 62, height: 19 };
  sheet.frame(tag, 0.8, colours.accent);
  sheet.tagged('P', () =>
    sheet.print({ text: '電子証書', style: styles.heading }, tag.x, top + 1, tag.width, 'center'),
  );
  sheet.tagged('P', () => {
    sheet.print({ text: '保証契約番号', style: styles.small }, sheet.right - 210, top + 2.5, 84, 'right');
    sheet.print({ text: guaranteeNumber, style: styles.code }, sheet.right - 120, top + 1, 120, 'right');
  });
  const version = revision === 0 ? '当初' : `第${revision}版 ${revisionTypeNames[type]}`;
  const text = `変更回数 ${amendments}回　${version}`;
  sheet.tagged('P', () => sheet.print({ text, style: styles.small }, sheet.right - 240, top + 18, 240, 'right'));
  sheet.y += 34;
  sheet.tagged('H1', () =>
    sheet.print({ text: titles[kind], style: styles.title }, sheet.left, sheet.y, sheet.width, 'center'),
  );
  sheet.y += 47;
  sheet.doubleRule(sheet.y);
  sheet.y += 14;
}

/** A certificate that no longer holds says so before it says anything else. */
function printStatus(sheet: Sheet, { status, statusFrom }: Certificate): void {
  if (status === 'in_force') return;
  const day = formatWareki(statusFrom);
  const text =
    status === 'void'
      ? `${day}に発行を取り消しました。この証書は、はじめから無効です。`
      : `この保証契約は、${day}から解約の効力が生じます。`;
  const measure = sheet.width - 172;
  const lines = setText(text, styles.body, measure);
  const box = { x: sheet.left, y: sheet.y, width: sheet.width, height: heightOf(lines) + 20 };
  sheet.fill(box, colours.warningTint);
  sheet.frame(box, 1, colours.warning);
  sheet.tagged('P', () => {
    sheet.print(
      { text: guaranteeStatusNames[status], style: styles.alarm },
      box.x + 14,
      box.y + box.height / 2 - styles.alarm.leading / 2,
      140,
    );
    sheet.printAll(lines, box.x + 158, box.y + 10, measure);
  });
  sheet.y += box.height + 14;
}

const promise = '当社は、保証約款に基づき、次のとおり保証します。';

function printParties(sheet: Sheet, certificate: Certificate): void {
  const { orderer, issuer, issuedOn } = certificate;
  const half = sheet.width / 2 - 10;
  const addressee = orderer.signatory === null ? `${orderer.name} 御中` : `${signatoryText(orderer.signatory)} 様`;
  const top = sheet.y;
  const left = [
    ...setText('被保証者（発注者）', styles.small, half),
    ...setProminent(addressee, half),
    ...(orderer.signatory === null ? [] : setText(orderer.name, styles.body, half)),
  ];
  const right = [
    ...setText('保証人', styles.small, half),
    ...setProminent(issuer.name, half),
    ...setText(issuer.representative, styles.body, half),
    ...setText(issuer.address, styles.small, half),
  ];
  sheet.tagged('P', () => sheet.printAll(left, sheet.left, top, half));
  sheet.tagged('P', () => sheet.printAll(right, sheet.right - half, top, half));
  sheet.y = top + Math.max(heightOf(left), heightOf(right)) + 12;
  sheet.tagged('P', () =>
    sheet.print({ text: promise, style: styles.body }, sheet.left, sheet.y, sheet.width / 2 + 40),
  );
  sheet.tagged('P', () => {
    sheet.print(
      { text: `発行日 ${formatWareki(issuedOn)}`, style: styles.body },
      sheet.right - 200,
      sheet.y,
      200,
      'right',
    );
  });
  sheet.y += 22;
}

function printAmount(sheet: Sheet, certificate: Certificate): void {
  const box = { x: sheet.left, y: sheet.y, width: sheet.width, height: 70 };
  const split = 292;
  const measure = sheet.width - split - 14;
  sheet.fill(box, colours.tint);
  sheet.fill({ ...box, width: 4 }, colours.accent);
  sheet.verticalRule(box.x + split, box.y + 12, box.height - 24, 0.5, colours.rule);
  sheet.tagged('P', () => {
    sheet.print(
      { text: `保証金額（${ratioText(certificate)}）`, style: styles.label },
      box.x + 18,
      box.y + 9,
      split - 20,
    );
    sheet.print({ text: formatYen(certificate.amount), style: styles.figure }, box.x + 18, box.y + 26, split - 24);
  });
  sheet.tagged('P', () => {
    sheet.print({ text: periodLabel(certificate), style: styles.label }, box.x + split + 14, box.y + 9, measure);
    const lines = periodText(certificate)
      .split(' ')
      .map((text) => ({ text, style: styles.period }));
    sheet.printAll(lines, box.x + split + 14, box.y + (lines.length === 1 ? 34 : 26), measure);
  });
  sheet.y += box.height + 14;
}

function ratioText({ ratio, works }: Certificate): string {
  const base = ratio.of === 'fiscalYearBase' ? '今年度対象額' : worksLabels[works.subject].contractPrice;
  return `${base}の${ratio.percent}%`;
}
