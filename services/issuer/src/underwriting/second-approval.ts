import type { GuaranteeRequestState, Yen } from '@e-surety/domain';
import { refuse } from '../refusals.js';
import { areTwoPeople } from './two-people.js';

/** From the configured amount on, whoever approves first only refers it to a second person (二次承認). */
export const isFirstOfTwo = (
  { status, amount }: { status: GuaranteeRequestState; amount: Yen },
  secondApprovalFrom: Yen,
): boolean => status === 'under_review' && amount >= secondApprovalFrom;

export function demandSecondPerson(referredBy: string | null, approvedBy: string): void {
  if (referredBy === null || areTwoPeople(referredBy, approvedBy)) return;
  const detail =
    '金額が大きいため、二人の承認が必要です。別の審査担当者が、一次承認と同じ方法(画面またはシステム)で承認してください。';
  throw refuse('second_approval_by_same_person', { detail });
}
