import { type Certificate, formatWareki, formatYen, worksLabels } from '@e-surety/domain';
import { heightOf, type Sheet, setText } from '../kit/sheet.js';
import { colours, styles } from '../kit/style.js';
import { periodLabel, periodText, revisionTypeNames, signatoryText, titles } from './names.js';

/** Title, number, both parties and the amount: what is seen from across a desk. */
export function printOpening(sheet: Sheet, certificate: Certificate): void {
  printTitle(sheet, certificate);
  printStatus(sheet, certificate);
  printParties(sheet, certificate);
  printAmount(sheet, certificate);
}

function printTitle(sheet: Sheet, certificate: Certificate): void {
  const { guaranteeNumber, issuedOn, amendments, revision, type } = certificate;
  const top = sheet.y;
  sheet.tagged('P', () => sheet.print({ text: '電子証書', style: styles.heading }, sheet.left, top, 200));
  sheet.tagged('H1', () =>
    sheet.print({ text: titles[certificate.kind], style: styles.title }, sheet.left, top + 18, 300),
  );
  const facts: [string, string][] = [
    ['保証契約番号', guaranteeNumber],
    ['発行日', formatWareki(issuedOn)],
    ['変更回数', amendments === 0 ? '0回' : `${amendments}回`],
    ['版', `${revision}(${revisionTypeNames[type]})`],
  ];
  facts.forEach(([label, value], i) => {
    const y = top + i * 13.5;
    sheet.tagged('P', () => {
      sheet.print({ text: label, style: { ...styles.small, leading: 13.5 } }, sheet.left + 300, y, 64);
      sheet.print(
        { text: value, style: { ...styles.body, weight: i === 0 ? 'bold' : 'regular', leading: 13.5 } },
        sheet.left + 366,
        y,
        sheet.width - 366,
      );
    });
  });
  sheet.y = top + 58;
  sheet.rule(sheet.y, 2, colours.accent);
  sheet.y += 12;
}

/** A certificate that no longer holds says so before it says anything else. */
function printStatus(sheet: Sheet, { status, statusFrom }: Certificate): void {
  if (status === 'in_force') return;
  const day = formatWareki(statusFrom);
  const [head, text] =
    status === 'void'
      ? ['無効(発行取消)', `この証書は発行を取り消されたものであり、${day}から無効です。`]
      : ['解約', `この保証契約は、${day}をもって解約されました。`];
  const lines = setText(text, styles.body, sheet.width - 140);
  const height = Math.max(heightOf(lines), 18) + 16;
  const box = { x: sheet.left, y: sheet.y, width: sheet.width, height };
  sheet.fill(box, colours.warningTint);
  sheet.frame(box, 1, colours.warning);
  sheet.tagged('P', () => {
    sheet.print(
      { text: head, style: { ...styles.strong, size: 13, leading: 18, colour: colours.warning } },
      box.x + 12,
      box.y + 8,
      120,
    );
    sheet.printAll(lines, box.x + 130, box.y + 8, sheet.width - 140);
  });
  sheet.y += height + 12;
}

function printParties(sheet: Sheet, { orderer, issuer }: Certificate): void {
  const half = sheet.width / 2 - 10;
  const right = sheet.left + sheet.width / 2 + 10;
  const top = sheet.y;
  const addressee = orderer.signatory === null ? `${orderer.name} 御中` : `${signatoryText(orderer.signatory)} 様`;
  const left = [
    ...setText('被保証者(発注者)', styles.small, half),
    ...setText(addressee, styles.addressee, half),
    ...setText(orderer.name, styles.body, half),
  ];
  const guarantor = [
    ...setText('保証人', styles.small, half),
    ...setText(issuer.name, styles.addressee, half),
    ...setText(issuer.representative, styles.body, half),
    ...setText(issuer.address, styles.small, half),
  ];
  sheet.tagged('P', () => sheet.printAll(left, sheet.left, top, half));
  sheet.tagged('P', () => sheet.printAll(guarantor, right, top, half));
  sheet.y = top + Math.max(heightOf(left), heightOf(guarantor)) + 10;
  sheet.paragraph('当社は、保証約款に基づき、次のとおり保証します。');
  sheet.y += 6;
}

function printAmount(sheet: Sheet, certificate: Certificate): void {
  const box = { x: sheet.left, y: sheet.y, width: sheet.width, height: 66 };
  const split = 268;
  sheet.fill(box, colours.tint);
  sheet.fill({ ...box, width: 3.5 }, colours.accent);
  sheet.tagged('P', () => {
    sheet.print({ text: '保証金額', style: styles.label }, box.x + 16, box.y + 8, 100);
    sheet.print({ text: formatYen(certificate.amount), style: styles.figure }, box.x + 16, box.y + 22, split - 16);
  });
  const measure = sheet.width - split - 12;
  const period = setText(periodText(certificate), styles.strong, measure);
  sheet.tagged('P', () => {
    sheet.print({ text: periodLabel(certificate), style: styles.label }, box.x + split, box.y + 8, measure);
    sheet.printAll(period, box.x + split, box.y + 23, measure);
  });
  sheet.tagged('P', () => {
    sheet.print(
      { text: ratioText(certificate), style: styles.small },
      box.x + split + measure - 150,
      box.y + 9,
      150,
      'right',
    );
  });
  sheet.y += box.height + 12;
}

function ratioText({ ratio, works }: Certificate): string {
  const base = ratio.of === 'fiscalYearBase' ? '今年度対象額' : worksLabels[works.subject].contractPrice;
  return `${base}の${ratio.percent}%`;
}
