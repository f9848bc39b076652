import type { CalendarDay } from './calendar-day.js';
import type { Certificate } from './certificate.js';
import { type AskedChange, changeEffects, contractAfter, yearBaseAfter } from './change.js';
import { deriveGuaranteePeriod } from './guarantee-period.js';
import { Refusal, type RefusalDetail } from './refusal.js';

export const changeFindingCodes = [
  'guarantee_expired',
  'amount_missing',
  'amount_not_of_this_change',
  'not_an_increase',
  'not_a_decrease',
  'amount_above_contract_price',
  'year_base_not_of_this_guarantee',
  'year_base_above_contract_price',
  'amount_above_year_base',
  'period_missing',
  'period_not_of_this_change',
  'period_unchanged',
  'period_differs_from_works',
  'period_ends_in_the_past',
  'effective_day_missing',
  'effective_day_not_chosen',
  'effective_before_issue',
  'effective_in_the_future',
  'effective_after_period',
  'contract_change_not_of_this_change',
  'contract_changed_in_the_future',
  'corrections_missing',
  'corrections_not_of_this_change',
  'correction_not_of_this_kind',
] as const;
export type ChangeFindingCode = (typeof changeFindingCodes)[number];

/** Why a change cannot be made as it is asked for. `pointer`: into the request. */
export interface ChangeFinding {
  code: ChangeFindingCode;
  pointer: string;
  facts: RefusalDetail;
}

/**
 * Whether a change may be made of what the newest certificate says; empty = yes. The orderer's limits are judged beside it.
 * Throws Refusal('guarantee_already_cancelled' | 'guarantee_already_void'): after the end there is nothing to change.
 */
export function judgeChange(certificate: Certificate, asked: AskedChange, today: CalendarDay): ChangeFinding[] {
  if (certificate.status === 'cancelled') throw new Refusal('guarantee_already_cancelled');
  if (certificate.status === 'void') throw new Refusal('guarantee_already_void');
  return [
    ...judgeEnd(certificate, asked, today),
    ...judgeMembers(asked),
    ...judgeAmount(certificate, asked),
    ...judgeYearBase(certificate, asked),
    ...judgePeriod(certificate, asked, today),
    ...judgeDays(certificate, asked, today),
    ...judgeCorrections(certificate, asked),
  ];
}

const when = (holds: boolean, code: ChangeFindingCode, pointer: string, facts: RefusalDetail = {}): ChangeFinding[] =>
  holds ? [{ code, pointer, facts }] : [];

/** What has expired can still be found to be wrong. */
function judgeEnd({ period }: Certificate, { type }: AskedChange, today: CalendarDay): ChangeFinding[] {
  const mends = type === 'correction' || type === 'void';
  return when(today > period.to && !mends, 'guarantee_expired', '/type', { to: period.to });
}

/** Each type of change has its own members; one too many is as wrong as one too few. */
function judgeMembers(asked: AskedChange): ChangeFinding[] {
  const { type, newAmount, newPeriodTo, effectiveOn, contractChange, corrections } = asked;
  const { amount, period, revision } = changeEffects[type];
  const choosesDay = revision === 'amendment' || revision === 'cancellation';
  return [
    ...when(amount !== 'same' && newAmount === null, 'amount_missing', '/newAmount'),
    ...when(amount === 'same' && newAmount !== null, 'amount_not_of_this_change', '/newAmount'),
    ...when(period && newPeriodTo === null, 'period_missing', '/newPeriodTo'),
    ...when(!period && newPeriodTo !== null, 'period_not_of_this_change', '/newPeriodTo'),
    ...when(choosesDay && effectiveOn === null, 'effective_day_missing', '/effectiveOn'),
    ...when(!choosesDay && effectiveOn !== null, 'effective_day_not_chosen', '/effectiveOn'),
    ...when(
      revision !== 'amendment' && contractChange !== null,
      'contract_change_not_of_this_change',
      '/contractChange',
    ),
    ...when(type === 'correction' && corrections.length === 0, 'corrections_missing', '/corrections'),
    ...when(type !== 'correction' && corrections.length > 0, 'corrections_not_of_this_change', '/corrections'),
  ];
}

function judgeAmount(certificate: Certificate, asked: AskedChange): ChangeFinding[] {
  const { amount } = changeEffects[asked.type];
  const before = certificate.amount;
  const after = asked.newAmount ?? before;
  const { contractPrice } = contractAfter(certificate, asked);
  const named = asked.newAmount !== null;
  return [
    ...when(named && amount === 'more' && after <= before, 'not_an_increase', '/newAmount', { before, after }),
    ...when(named && amount === 'less' && after >= before, 'not_a_decrease', '/newAmount', { before, after }),
    ...when(after > contractPrice, 'amount_above_contract_price', '/newAmount', { amount: after, contractPrice }),
  ];
}

/** 今年度対象額 changes with the contract, and only where the guarantee is for the advance of one year. */
function judgeYearBase(certificate: Certificate, asked: AskedChange): ChangeFinding[] {
  const named = (asked.contractChange?.fiscalYearBase ?? null) !== null;
  const pointer = '/contractChange/fiscalYearBase';
  const base = yearBaseAfter(certificate, asked);
  if (base === null) return when(named, 'year_base_not_of_this_guarantee', pointer);
  const { contractPrice } = contractAfter(certificate, asked);
  const amount = asked.newAmount ?? certificate.amount;
  const facts = { base: base.amount, contractPrice, amount };
  return [
    ...when(base.amount > contractPrice, 'year_base_above_contract_price', pointer, facts),
    ...when(base.amount <= contractPrice && amount > base.amount, 'amount_above_year_base', '/newAmount', facts),
  ];
}

/** 保証期間 follows the works: it moves when their 工期 does, and then it has to. */
function judgePeriod(certificate: Certificate, asked: AskedChange, today: CalendarDay): ChangeFinding[] {
  if (changeEffects[asked.type].revision !== 'amendment') return [];
  const before = certificate.period.to;
  const after = asked.newPeriodTo ?? before;
  const year = 'fiscalYearBase' in certificate ? (certificate.fiscalYearBase?.year ?? null) : null;
  const { to: expected } = deriveGuaranteePeriod(certificate.kind, contractAfter(certificate, asked), year);
  const moves = asked.newPeriodTo !== null || (asked.contractChange?.periodTo ?? null) !== null;
  return [
    ...when(asked.newPeriodTo === before, 'period_unchanged', '/newPeriodTo', { to: before }),
    ...when(moves && after !== expected, 'period_differs_from_works', '/newPeriodTo', { to: after, expected }),
    ...when(asked.newPeriodTo !== null && after < today, 'period_ends_in_the_past', '/newPeriodTo', { to: after }),
  ];
}

/** A certificate says what holds: only a cancellation may be deposited before its day. */
function judgeDays(certificate: Certificate, asked: AskedChange, today: CalendarDay): ChangeFinding[] {
  const { effectiveOn, contractChange, newPeriodTo } = asked;
  const issuedOn = certificate.history[0]!.issuedOn;
  const to = newPeriodTo ?? certificate.period.to;
  const ahead = asked.type !== 'cancellation' && effectiveOn !== null && effectiveOn > today;
  const changedOn = contractChange?.changedOn ?? today;
  return [
    ...when(effectiveOn !== null && effectiveOn < issuedOn, 'effective_before_issue', '/effectiveOn', { issuedOn }),
    ...when(ahead, 'effective_in_the_future', '/effectiveOn', { today }),
    ...when(effectiveOn !== null && effectiveOn > to, 'effective_after_period', '/effectiveOn', { to }),
    ...when(changedOn > today, 'contract_changed_in_the_future', '/contractChange/changedOn', { today }),
  ];
}

function judgeCorrections(certificate: Certificate, { corrections }: AskedChange): ChangeFinding[] {
  return corrections.flatMap(({ item }, index) =>
    when(
      !Object.hasOwn(certificate, item.split('/')[1]!),
      'correction_not_of_this_kind',
      `/corrections/${index}/item`,
      { item },
    ),
  );
}
