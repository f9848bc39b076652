import {
  fiscalYearsOf,
  formatWareki,
  formatYen,
  type GuaranteeStatus,
  guaranteeKindNames,
  guaranteeStatusNames,
  plannedAmount,
  worksLabels,
} from '@e-surety/domain';
import type { AskedGuarantee } from './application.js';
import type { Finding, Judged } from './findings.js';
import { isOutsideWorks } from './parse-application.js';
import { periodOf } from './present.js';

/** What each kind of guarantee demands of the works' contract and of what was guaranteed before. */
export function kindFindings(judged: Judged, asked: AskedGuarantee, index: number): Finding[] {
  const found = [
    ...contractFindings(judged, asked),
    ...periodFindings(judged, asked, index),
    ...amountFindings(judged, asked, index),
    ...(asked.kind === 'performance' ? [] : yearFindings(judged, asked, index)),
    ...(asked.kind === 'interim_advance_payment' ? interimFindings(judged, asked, index) : []),
  ];
  return found.map((finding) => ({ severity: 'refusal', rule: null, ...finding }));
}

type Found = Pick<Finding, 'code' | 'pointer' | 'detail'>;
const when = (broken: boolean, found: Found): Found[] => (broken ? [found] : []);

function contractFindings({ works, today }: Judged, { kind }: AskedGuarantee): Found[] {
  const { contractDate, advancePlanned, subject } = works;
  if (kind === 'performance') {
    return when(!advancePlanned, {
      code: 'advance_not_planned',
      pointer: '/works/advancePlanned',
      detail: '契約保証は前払金保証の特約のため、前払金を予定する契約に限り申し込めます。',
    });
  }
  const label = worksLabels[subject].contractDate;
  return [
    ...when(contractDate === null, {
      code: 'contract_date_missing',
      pointer: '/works/contractDate',
      detail: `${guaranteeKindNames[kind]}には${label}が必要です。`,
    }),
    ...when(contractDate !== null && contractDate > today, {
      code: 'contract_date_in_the_future',
      pointer: '/works/contractDate',
      detail: `${guaranteeKindNames[kind]}は契約の締結後に申し込めます。${label}がまだ来ていません。`,
    }),
  ];
}

function periodFindings({ works, today }: Judged, asked: AskedGuarantee, index: number): Found[] {
  if (isOutsideWorks(asked, works)) {
    const { first, last } = fiscalYearsOf(works);
    const detail = `今年度対象額の年度が、契約から${worksLabels[works.subject].period}の終わりまで(${first}年度から${last}年度まで)の外です。`;
    return [{ code: 'fiscal_year_outside_works', pointer: `/guarantees/${index}/fiscalYearBase/year`, detail }];
  }
  const { to } = periodOf(asked, works);
  return when(to < today, {
    code: 'period_ended',
    pointer: '/works/period/to',
    detail: `保証期間の終わり(${formatWareki(to)})を過ぎています。`,
  });
}

function amountFindings({ works }: Judged, asked: AskedGuarantee, index: number): Found[] {
  const { contractPrice, subject } = works;
  const base = 'fiscalYearBase' in asked ? asked.fiscalYearBase : null;
  const label = worksLabels[subject].contractPrice;
  return [
    ...when(asked.amount > contractPrice, {
      code: 'amount_above_contract_price',
      pointer: `/guarantees/${index}/amount`,
      detail: `保証金額${formatYen(asked.amount)}が${label}${formatYen(contractPrice)}を超えています。`,
    }),
    ...when(base !== null && base.amount > contractPrice, {
      code: 'base_above_contract_price',
      pointer: `/guarantees/${index}/fiscalYearBase/amount`,
      detail: `今年度対象額${formatYen(base?.amount ?? contractPrice)}が${label}${formatYen(contractPrice)}を超えています。`,
    }),
    ...when(base !== null && base.amount <= contractPrice && asked.amount > base.amount, {
      code: 'amount_above_fiscal_year_base',
      pointer: `/guarantees/${index}/amount`,
      detail: `保証金額${formatYen(asked.amount)}が今年度対象額${formatYen(base?.amount ?? contractPrice)}を超えています。`,
    }),
  ];
}

/** 今年度対象額 is what the plan of the multi-year contract says for that year. */
function yearFindings(
  { works: { fiscalYears } }: Judged,
  { fiscalYearBase: base }: Exclude<AskedGuarantee, { kind: 'performance' }>,
  index: number,
): Found[] {
  if (fiscalYears === null) return [];
  const at = `/guarantees/${index}/fiscalYearBase`;
  if (base === null) {
    const detail = '複数年度の契約では、どの年度の前払金かを今年度対象額で示してください。';
    return [{ code: 'fiscal_year_base_missing', pointer: at, detail }];
  }
  const planned = plannedAmount(fiscalYears, base);
  if (planned === null) {
    const detail = `${base.year}年度は、この契約の年度ごとの予定額にありません。`;
    return [{ code: 'fiscal_year_not_planned', pointer: `${at}/year`, detail }];
  }
  const label = base.basis === 'planned_output' ? '出来高予定額' : '支払限度額';
  return when(planned !== base.amount, {
    code: 'fiscal_year_base_differs',
    pointer: `${at}/amount`,
    detail: `今年度対象額${formatYen(base.amount)}が、${base.year}年度の${label}${formatYen(planned)}と違います。`,
  });
}

type AskedInterim = Extract<AskedGuarantee, { kind: 'interim_advance_payment' }>;

function interimFindings({ works, today, others }: Judged, asked: AskedInterim, index: number): Found[] {
  const { recognition, priorAdvance } = asked;
  const at = `/guarantees/${index}`;
  const early = works.contractDate !== null && recognition.date < works.contractDate;
  const found = [
    ...when(recognition.date > today, {
      code: 'recognition_in_the_future',
      pointer: `${at}/recognition/date`,
      detail: `認定日(${formatWareki(recognition.date)})がまだ来ていません。`,
    }),
    ...when(early, {
      code: 'recognition_before_contract',
      pointer: `${at}/recognition/date`,
      detail: `認定日(${formatWareki(recognition.date)})が契約日より前です。`,
    }),
  ];
  if ('external' in priorAdvance) return found;
  const { guaranteeNumber } = priorAdvance;
  const pointer = `${at}/priorAdvance/guaranteeNumber`;
  const advance = others.find(
    ({ kind, issued }) => kind === 'advance_payment' && issued?.guaranteeNumber === guaranteeNumber,
  )?.issued;
  if (!advance) {
    const detail = `${guaranteeNumber}は、この工事について弊社が発行した前払金保証の番号ではありません。`;
    return [...found, { code: 'prior_advance_unknown', pointer, detail }];
  }
  return [
    ...found,
    ...when(advance.status !== 'in_force', {
      code: 'prior_advance_not_in_force',
      pointer,
      detail: `前払金保証${guaranteeNumber}が有効ではありません(${guaranteeStatusNames[advance.status satisfies GuaranteeStatus]})。`,
    }),
  ];
}
