import {
  type Certificate,
  type CertificateForm,
  formatWareki,
  guaranteeStatusNames,
  type StoredStatus,
  worksLabels,
} from '@e-surety/domain';
import { amountPanel } from '../kit/amount-panel.js';
import { halfOf } from '../kit/blocks.js';
import { heightOf, setProminent, setText } from '../kit/setting.js';
import type { Sheet } from '../kit/sheet.js';
import { colours, styles } from '../kit/style.js';
import { periodLabel, periodText, revisionTypeNames, signatoryText, titles } from './names.js';

/** Title, number, both parties and the amount: what is seen from across a desk. */
export function printOpening(sheet: Sheet, certificate: Certificate, form: CertificateForm): void {
  if (form === 'electronic') printTag(sheet);
  printTitle(sheet, certificate);
  printStatus(sheet, certificate);
  printParties(sheet, certificate, form);
  printAmount(sheet, certificate);
}

function printTag(sheet: Sheet): void {
  const box = { x: sheet.left, y: sheet.y, width: 62, height: 19 };
  sheet.frame(box, 0.8, colours.accent);
  sheet.tagged('P', () =>
    sheet.print({ text: '電子証書', style: styles.heading }, box.x, box.y + 1, box.width, 'center'),
  );
}

function printTitle(sheet: Sheet, { kind, guaranteeNumber, amendments, revision, type }: Certificate): void {
  const top = sheet.y;
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
      ? `${day}に発行を取り消しました。はじめから無効です。`
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

/** Where the branch puts its seal on the paper form. */
const sealSize = 62;
const sealStyle = { ...styles.small, colour: colours.hairline };

function printPlaceOfSeal(sheet: Sheet, y: number): void {
  const box = { x: sheet.right - sealSize, y, width: sealSize, height: sealSize };
  sheet.frame(box, 0.5, colours.hairline);
  sheet.tagged('P', () =>
    sheet.print({ text: '印', style: sealStyle }, box.x, y + sealSize / 2 - 6, sealSize, 'center'),
  );
}

const promises: Record<StoredStatus, string> = {
  in_force: '当社は、保証約款に基づき、次のとおり保証します。',
  cancelled: '当社が保証約款に基づき保証した内容は、次のとおりです。',
  void: '発行を取り消した証書の内容は、次のとおりです。',
};

function printParties(sheet: Sheet, certificate: Certificate, form: CertificateForm): void {
  const { orderer, issuer, issuedOn } = certificate;
  const half = halfOf(sheet);
  const addressee = orderer.signatory === null ? `${orderer.name} 御中` : `${signatoryText(orderer.signatory)} 様`;
  const top = sheet.y;
  const left = [
    ...setText('被保証者（発注者）', styles.small, half),
    ...setProminent(addressee, half),
    ...(orderer.signatory === null ? [] : setText(orderer.name, styles.body, half)),
  ];
  const measure = form === 'paper' ? half - sealSize - 10 : half;
  const right = [
    ...setText('保証人', styles.small, measure),
    ...setProminent(issuer.name, measure),
    ...setText(issuer.representative, styles.body, measure),
    ...setText(issuer.address, styles.small, measure),
  ];
  sheet.tagged('P', () => sheet.printAll(left, sheet.left, top, half));
  sheet.tagged('P', () => sheet.printAll(right, sheet.right - half, top, measure));
  if (form === 'paper') printPlaceOfSeal(sheet, top);
  sheet.y = top + Math.max(heightOf(left), heightOf(right), form === 'paper' ? sealSize : 0) + 12;
  sheet.tagged('P', () =>
    sheet.print({ text: promises[certificate.status], style: styles.body }, sheet.left, sheet.y, sheet.width / 2 + 40),
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
  amountPanel(sheet, {
    label: `保証金額（${ratioText(certificate)}）`,
    amount: certificate.amount,
    beside: { label: periodLabel(certificate), lines: periodText(certificate).split(' ') },
  });
}

function ratioText({ ratio, works }: Certificate): string {
  const base = ratio.of === 'fiscalYearBase' ? '今年度対象額' : worksLabels[works.subject].contractPrice;
  return `${base}の${ratio.percent}%`;
}
