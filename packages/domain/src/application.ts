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

/** The first that holds, those first in which a person has to act; `states` are those of one to three guarantees. */
export function applicationStatusOf(states: readonly GuaranteeRequestState[]): ApplicationStatus {
  const some = (...wanted: GuaranteeRequestState[]) => states.some((state) => wanted.includes(state));
  if (some('draft')) return 'draft';
  if (some('returned')) return 'returned';
  if (some('under_review', 'awaiting_second_approval')) return 'under_review';
  if (some('submitted')) return 'submitted';
  if (some('approved', 'fee_due', 'issuing', 'held')) return 'reviewed';
  if (some('issued', 'declined', 'voided')) return 'completed';
  return 'withdrawn';
}
