import type { GuaranteeRequestState } from './guarantee-request.js';

/** Where an application as a whole stands: derived from the guarantees that it asks for, never stored by itself. */
export const applicationStatusNames = {
  draft: '作成中',
  submitted: '申込済',
  under_review: '審査中',
  returned: '差戻し(要修正)',
  withdrawn: '取下げ',
  reviewed: '審査済',
  completed: '手続完了',
} as const;
export type ApplicationStatus = keyof typeof applicationStatusNames;
export const applicationStatuses = Object.keys(applicationStatusNames) as ApplicationStatus[];

/**
 * The first whose states one of the guarantees is in, those first in which a person has to act. A table, so that a query can ask
 * by it as well; withdrawn is what is left.
 */
export const applicationStatusRules = [
  ['draft', ['draft']],
  ['returned', ['returned']],
  ['under_review', ['under_review', 'awaiting_second_approval']],
  ['submitted', ['submitted']],
  ['reviewed', ['approved', 'fee_due', 'issuing', 'held']],
  ['completed', ['issued', 'declined', 'voided']],
] as const satisfies readonly (readonly [ApplicationStatus, readonly GuaranteeRequestState[]])[];

/** `states` are those of one to three guarantees. */
export function applicationStatusOf(states: readonly GuaranteeRequestState[]): ApplicationStatus {
  const rule = applicationStatusRules.find(([, wanted]) =>
    states.some((state) => (wanted as readonly string[]).includes(state)),
  );
  return rule?.[0] ?? 'withdrawn';
}
