import {
  type Certificate,
  formatYen,
  type GuaranteeStatus,
  guaranteeKindNames,
  guaranteeStatusNames,
  worksLabels,
} from '@e-surety/domain';
import { periodLabel, periodText, revisionTypeNames } from '../certificate/names.js';
import { amountPanel } from '../kit/amount-panel.js';
import { letterTitle } from '../kit/blocks.js';
import { factTable } from '../kit/fact-table.js';
import { formatInstant } from '../kit/instant.js';
import { Sheet } from '../kit/sheet.js';
import { colours, type Style, styles } from '../kit/style.js';
import { type Cell, cell, headCell, table } from '../kit/table.js';

/** What a reader saw in D-Sure, and when. */
export interface ReceiptOrder {
  viewedAt: Date;
  depositedAt: Date;
  /** The revision that was seen is the certificate's; this many there were then. */
  revisions: number;
  status: GuaranteeStatus;
  certificate: Certificate;
  /** SHA-256 of the stored certificate and of its PDF, base64url. */
  digests: { certificate: string; pdf: string };
  checks: { name: string; result: 'passed' | 'failed' | 'skipped'; detail: string }[];
}

/** Close, so that what a town keeps is one sheet. */
const gap = 3;
const failed: Style = { ...styles.strong, colour: colours.warning };
const results = { passed: '適合', failed: '不適合', skipped: '未実施' } as const;

/** 閲覧確認票: what a town keeps with its payment papers. */
export function makeReceipt(order: ReceiptOrder): Promise<Uint8Array> {
  const { certificate, viewedAt } = order;
  const sheet = new Sheet({ title: `閲覧確認票 ${certificate.guaranteeNumber}`, createdAt: viewedAt });
  sheet.tagged('P', () => sheet.print({ text: 'D-Sure', style: styles.heading }, sheet.left, sheet.y, 200));
  sheet.y += 14;
  letterTitle(sheet, '閲覧確認票');
  printSeen(sheet, order);
  printGuarantee(sheet, certificate);
  printChecks(sheet, order);
  sheet.y += 6;
  sheet.paragraph('この票は、閲覧した時点の記録です。現在の内容は、D-Sureで照会して確認してください。', styles.small);
  return sheet.finish(`閲覧確認票 ${certificate.guaranteeNumber}`);
}

function printSeen(sheet: Sheet, order: ReceiptOrder): void {
  const { certificate, viewedAt, depositedAt, revisions, status, checks } = order;
  const { revision, type } = certificate;
  const holds = status === 'in_force' || status === 'not_yet_in_force';
  // What was not proved is no standing, however the store has it.
  const proved = checks.every(({ result }) => result !== 'failed');
  const lines = proved ? [guaranteeStatusNames[status]] : ['真正と', '確かめられません'];
  const beside = { label: '閲覧した時点の状態', lines, alarming: !holds || !proved };
  amountPanel(sheet, { label: '保証金額', amount: certificate.amount, beside });
  factTable(
    sheet,
    [
      ['閲覧日時', [[formatInstant(viewedAt), styles.strong]]],
      ['保証契約番号', [[certificate.guaranteeNumber, styles.code]]],
      ['閲覧した版', `${revision === 0 ? '' : `第${revision}版 `}${revisionTypeNames[type]}（全${revisions}版）`],
      ['D-Sureへの登録', formatInstant(depositedAt)],
    ],
    { gap },
  );
  sheet.y += 12;
}

function printGuarantee(sheet: Sheet, certificate: Certificate): void {
  const { kind, issuer, orderer, contractor, works } = certificate;
  const labels = worksLabels[works.subject];
  factTable(
    sheet,
    [
      ['保証の種類', guaranteeKindNames[kind]],
      ['保証人', issuer.name],
      ['発注者', orderer.name],
      ['受注者', contractor.jointVenture?.name ?? contractor.name],
      [labels.name, works.name],
      [labels.number, works.number ?? '―'],
      [labels.contractPrice, formatYen(works.contractPrice)],
      [periodLabel(certificate), periodText(certificate)],
    ],
    { heading: '保証の内容', gap },
  );
  sheet.y += 12;
}

function printChecks(sheet: Sheet, { checks, digests }: ReceiptOrder): void {
  const widths = { name: 112, result: 58 };
  const rows = checks.map(({ name, result, detail }): Cell[] => [
    headCell(widths.name, name),
    cell(widths.result, results[result], { style: result === 'failed' ? failed : styles.body }),
    cell(sheet.width - widths.name - widths.result, detail, { style: styles.label }),
  ]);
  table(sheet, rows, { heading: '確認した事項', gap });
  sheet.y += 8;
  factTable(
    sheet,
    [
      ['証書データの要約値', [[digests.certificate, styles.digest]]],
      ['PDFの要約値', [[digests.pdf, styles.digest]]],
    ],
    { gap },
  );
}
