import type { CalendarDay } from './calendar-day.js';
import type { StoredStatus } from './certificate.js';
import { nextState, type Transition } from './transition.js';

/** What a reader is told of a guarantee on a given day. */
export const guaranteeStatusNames = {
  in_force: '有効',
  not_yet_in_force: '有効(保証期間開始前)',
  expired: '保証期限経過',
  cancelled: '解約',
  void: '無効(発行取消)',
} as const;
export type GuaranteeStatus = keyof typeof guaranteeStatusNames;
export const guaranteeStatuses = Object.keys(guaranteeStatusNames) as GuaranteeStatus[];

export const guaranteeCommandNames = { cancel: '解約', void: '無効(発行取消)' } as const;
export type GuaranteeCommand = keyof typeof guaranteeCommandNames;

/** What is stored; the rest is what the clock says. */
export const guaranteeTransitions = [
  { from: 'in_force', command: 'cancel', to: 'cancelled' },
  { from: 'in_force', command: 'void', to: 'void' },
] as const satisfies readonly Transition<StoredStatus, GuaranteeCommand>[];

/** Throws Refusal('transition_not_allowed') where the table has no such line. */
export function nextGuaranteeStatus(status: StoredStatus, command: GuaranteeCommand): StoredStatus {
  return nextState(guaranteeTransitions, status, command);
}

/**
 * Not yet in force and expired are never stored. A cancellation counts from its day on; what is void was never in force;
 * a start left open (請負契約締結日) counts as in force.
 */
export function statusAt(
  guarantee: {
    status: StoredStatus;
    statusFrom: CalendarDay;
    period: { from: CalendarDay | null; to: CalendarDay };
  },
  today: CalendarDay,
): GuaranteeStatus {
  const { status, statusFrom, period } = guarantee;
  if (status === 'void') return 'void';
  if (status === 'cancelled' && today >= statusFrom) return 'cancelled';
  if (today > period.to) return 'expired';
  return period.from !== null && today < period.from ? 'not_yet_in_force' : 'in_force';
}
