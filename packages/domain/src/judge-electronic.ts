import type { CalendarDay } from './calendar-day.js';
import type { ElectronicTrigger, OrdererRules } from './orderer-rules.js';
import type { GuaranteeKind, WorksSubject } from './words.js';

/** The days of works by which orderers judge; null = not known (yet). */
export interface TriggerDates {
  notice: CalendarDay | null;
  bid: CalendarDay | null;
  order: CalendarDay | null;
  award: CalendarDay | null;
  plannedContract: CalendarDay | null;
  contract: CalendarDay | null;
  originalContract: CalendarDay | null;
}
export type TriggerDate = keyof TriggerDates;

/** The days that can count when a request is judged. */
export interface JudgedDays {
  dates: TriggerDates;
  /** The day of application: it stays the same when the application is judged again at approval. */
  appliedOn: CalendarDay;
  /** On which it is judged: the guarantee's own contract is concluded on the day of approval at the earliest. */
  today: CalendarDay;
}

export interface ElectronicRequest extends JudgedDays {
  kind: GuaranteeKind;
  subject: WorksSubject;
  /** The contractor's declaration that the orderer has allowed it for this work. */
  ordererAllowsElectronic: boolean;
}

export type ElectronicJudgement =
  /** `on`: the day by which it was judged; null where no day counts. */
  | { accepted: true; on: CalendarDay | null }
  | { accepted: false; reason: ElectronicRefusalReason; since: CalendarDay | null; on: CalendarDay | null }
  | { accepted: false; reason: 'electronic_date_missing'; since: CalendarDay; missing: TriggerDate };

export type ElectronicRefusalReason =
  | 'electronic_unconfirmed'
  | 'electronic_kind_not_accepted'
  | 'electronic_subject_not_accepted'
  | 'electronic_not_allowed_for_work'
  | 'electronic_not_yet_accepted'
  | 'electronic_excluded';

/** Whether the orderer accepts an electronic guarantee for this request; `rules: null` = nothing confirmed, paper only. */
export function judgeElectronic(rules: OrdererRules | null, request: ElectronicRequest): ElectronicJudgement {
  if (rules === null) return refused('electronic_unconfirmed');
  const { since, trigger, kinds, subjects, excludes = [] } = rules.electronic;
  if (!kinds.includes(request.kind)) return refused('electronic_kind_not_accepted');
  if (!subjects.includes(request.subject)) return refused('electronic_subject_not_accepted');
  if (trigger === 'orderer_allows_per_work') {
    return request.ordererAllowsElectronic ? { accepted: true, on: null } : refused('electronic_not_allowed_for_work');
  }
  if (since === null) return { accepted: true, on: null };

  const { originalContract } = request.dates;
  const excluded = excludes.includes('amendment_of_contract_before_start');
  if (excluded && originalContract !== null && originalContract < since) {
    return { accepted: false, reason: 'electronic_excluded', since, on: originalContract };
  }
  const named = dayNamedBy(trigger, request);
  if ('missing' in named) return { accepted: false, reason: 'electronic_date_missing', since, missing: named.missing };
  if (named.day < since) return { accepted: false, reason: 'electronic_not_yet_accepted', since, on: named.day };
  return { accepted: true, on: named.day };
}

function refused(reason: ElectronicRefusalReason): ElectronicJudgement {
  return { accepted: false, reason, since: null, on: null };
}

/** The day that a trigger names for this request, or which date is missing to tell it. */
export function dayNamedBy(
  trigger: ElectronicTrigger | null,
  { dates, appliedOn, today }: JudgedDays,
): { day: CalendarDay } | { missing: TriggerDate } {
  if (trigger === 'guarantee_contract_date') return { day: today };
  const named = datesOf(trigger);
  if (named === null) return { day: appliedOn };
  const day = named.map((date) => dates[date]).find((given) => given !== null);
  return day === undefined ? { missing: named[0]! } : { day };
}

/** The dates that a trigger names, the best first; null = the day of application. */
function datesOf(trigger: Exclude<ElectronicTrigger, 'guarantee_contract_date'> | null): TriggerDate[] | null {
  switch (trigger) {
    case null:
    case 'orderer_allows_per_work':
      return null;
    case 'notice_date':
      return ['notice'];
    case 'bid_date':
      return ['bid'];
    case 'order_date':
      return ['order'];
    case 'award_date':
      return ['award'];
    case 'planned_contract_notice_date':
      return ['plannedContract'];
    // A 契約保証 is needed before the contract is signed, so that the planned day stands in for it.
    case 'contract_date':
      return ['contract', 'plannedContract'];
    case 'original_contract_date':
      return ['originalContract'];
  }
}
