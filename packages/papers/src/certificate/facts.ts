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
import { type Fact, factTable } from '../kit/fact-table.js';
import type { Sheet } from '../kit/sheet.js';
import { styles } from '../kit/style.js';
import { periodLabel, periodText, signatoryText } from './names.js';

/** Everything that is guaranteed, label by label, in the order in which it is compared with the contract. */
export function printFacts(sheet: Sheet, certificate: Certificate): void {
  const { works, terms, remarks } = certificate;
  const labels = worksLabels[works.subject];
  factTable(sheet, [
    ['保証契約者（受注者）', contractorTexts(certificate)],
    [labels.name, works.name],
    [labels.number, works.number ?? '―'],
    [labels.place, works.place],
    [labels.contractDate, contractDateText(works)],
    [labels.contractPrice, `${formatYen(works.contractPrice)}（消費税及び地方消費税の額を含む）`],
    [labels.period, `${formatWareki(works.period.from)}から ${formatWareki(works.period.to)}まで`],
    [periodLabel(certificate), periodText(certificate)],
    ...particulars(certificate),
    ['保証約款', `${terms.name}（${terms.version}）`],
    ['備考', remarks === '' ? '―' : remarks],
  ]);
}

function contractorTexts({ contractor }: Certificate): Exclude<Fact[1], string> {
  const { name, address, signatory, jointVenture } = contractor;
  return [
    [jointVenture?.name ?? name, styles.strong],
    ...(jointVenture ? [[`代表者 ${name}`, styles.body] satisfies [string, typeof styles.body]] : []),
    [address, styles.body],
    [signatoryText(signatory), styles.body],
  ];
}

function contractDateText({ contractDate, contractNumber }: Certificate['works']): string {
  const date = contractDate === null ? '（この証書の発行時において未締結）' : formatWareki(contractDate);
  return contractNumber === null ? date : `${date}（契約番号 ${contractNumber}）`;
}

/** What only this kind of guarantee has. */
function particulars(certificate: Certificate): Fact[] {
  if (certificate.kind === 'performance') return [['保証割合', `${certificate.ratio.percent}%`]];
  const { depositary, redeposit, fiscalYearBase } = certificate;
  const advance: Fact[] = [
    ...(fiscalYearBase ? [['今年度対象額', fiscalYearBaseText(fiscalYearBase)] satisfies Fact] : []),
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
  return `${formatYen(amount)}（令和${reiwaYearOf(year)}年度 ${basis === 'planned_output' ? '出来高予定額' : '支払限度額'}）`;
}

function priorAdvanceText(prior: PriorAdvance): string {
  if ('guaranteeNumber' in prior) return `保証契約番号 ${prior.guaranteeNumber}`;
  const { issuerName, number, amount } = prior.external;
  return `${issuerName} 証書番号 ${number} 保証金額 ${formatYen(amount)}`;
}
