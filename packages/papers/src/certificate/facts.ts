import {
  type Certificate,
  type FiscalYearBase,
  formatWareki,
  formatYen,
  type PriorAdvance,
  redepositNames,
  reiwaYearOf,
  worksLabels,
} from '@e-surety/domain';
import type { Sheet } from '../kit/sheet.js';
import { setText } from '../kit/sheet.js';
import { styles } from '../kit/style.js';
import { type Cell, cell, headCell, measureOf, table } from '../kit/table.js';
import { periodLabel, periodText, signatoryText } from './names.js';

const labelWidth = 104;

/** Everything that is guaranteed, label by label, in the order in which it is compared with the contract. */
export function printFacts(sheet: Sheet, certificate: Certificate): void {
  const { works, terms, remarks } = certificate;
  const labels = worksLabels[works.subject];
  const row = (label: string, value: string): Cell[] => [
    headCell(labelWidth, label),
    cell(sheet.width - labelWidth, value),
  ];

  table(sheet, [
    [headCell(labelWidth, '保証契約者(受注者)'), contractorCell(sheet.width - labelWidth, certificate)],
    row(labels.name, works.name),
    row(labels.number, works.number ?? '―'),
    row(labels.place, works.place),
    row(labels.contractDate, contractDateText(works)),
    row(labels.contractPrice, `${formatYen(works.contractPrice)}(消費税及び地方消費税の額を含む)`),
    row(labels.period, `${formatWareki(works.period.from)}から ${formatWareki(works.period.to)}まで`),
    row(periodLabel(certificate), periodText(certificate)),
    ...particulars(certificate).map(([label, value]) => row(label, value)),
    row('保証約款', `${terms.name}(${terms.version})`),
    ...(remarks === '' ? [] : [row('備考', remarks)]),
  ]);
}

function contractorCell(width: number, { contractor }: Certificate): Cell {
  const measure = measureOf(width);
  return {
    width,
    kind: 'data',
    lines: [
      ...setText(contractor.jointVenture?.name ?? contractor.name, styles.strong, measure),
      ...(contractor.jointVenture ? setText(`代表者 ${contractor.name}`, styles.body, measure) : []),
      ...setText(contractor.address, styles.body, measure),
      ...setText(signatoryText(contractor.signatory), styles.body, measure),
    ],
  };
}

function contractDateText({ contractDate, contractNumber }: Certificate['works']): string {
  const date = contractDate === null ? '(保証契約締結時において未締結)' : formatWareki(contractDate);
  return contractNumber === null ? date : `${date}(契約番号 ${contractNumber})`;
}

/** What only this kind of guarantee has. */
function particulars(certificate: Certificate): [label: string, value: string][] {
  if (certificate.kind === 'performance') return [['保証割合', `${certificate.ratio.percent}%`]];
  const { depositary, redeposit, fiscalYearBase } = certificate;
  const advance: [string, string][] = [
    ...(fiscalYearBase ? [['今年度対象額', fiscalYearBaseText(fiscalYearBase)] as [string, string]] : []),
    ['預託金融機関', depositary],
    ['再預託利用区分', redepositNames[redeposit]],
  ];
  if (certificate.kind === 'advance_payment') return advance;
  const { recognition, priorAdvance } = certificate;
  return [
    ['認定日・認定番号', `${formatWareki(recognition.date)} ${recognition.number}`],
    ['前払金保証', priorAdvanceText(priorAdvance)],
    ...advance,
  ];
}

export function fiscalYearBaseText({ year, basis, amount }: FiscalYearBase): string {
  return `${formatYen(amount)}(令和${reiwaYearOf(year)}年度 ${basis === 'planned_output' ? '出来高予定額' : '支払限度額'})`;
}

function priorAdvanceText(prior: PriorAdvance): string {
  if ('guaranteeNumber' in prior) return `保証契約番号 ${prior.guaranteeNumber}`;
  const { issuerName, number, amount } = prior.external;
  return `${issuerName} 証書番号 ${number} 保証金額 ${formatYen(amount)}`;
}
