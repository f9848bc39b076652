import {
  type Certificate,
  type FiscalYearBase,
  formatWareki,
  formatYen,
  type PriorAdvance,
  redepositNames,
  reiwaYearOf,
} from '@e-surety/domain';

/** A label and what stands beside it. */
type Particular = [label: string, value: string];

export function contractDateText({ contractDate, contractNumber }: Certificate['works']): string {
  const date = contractDate === null ? '（この証書の発行時において未締結）' : formatWareki(contractDate);
  return contractNumber === null ? date : `${date}（契約番号 ${contractNumber}）`;
}

/** What only this kind of guarantee has. */
export function particulars(certificate: Certificate): Particular[] {
  if (certificate.kind === 'performance') return [['保証割合', `${certificate.ratio.percent}%`]];
  const { depositary, redeposit, fiscalYearBase } = certificate;
  const advance: Particular[] = [
    ...(fiscalYearBase ? [['今年度対象額', fiscalYearBaseText(fiscalYearBase)] satisfies Particular] : []),
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
