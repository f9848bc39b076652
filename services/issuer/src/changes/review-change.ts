import {
  type Certificate,
  changeEffects,
  feeChangeOf,
  movesContract,
  reviseCertificate,
  revisionOf,
  todayInTokyo,
  type Yen,
} from '@e-surety/domain';
import type { Static } from 'typebox';
import { demandNoneApproved } from '../applications/works-frozen.js';
import { demandCredit } from '../contractors/credit.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { recordEvent } from '../events/record-event.js';
import type { Guarantee } from '../guarantees/store.js';
import { tellOfChange } from '../notices/tell-of-change.js';
import { askFor } from '../outbox/ask-for.js';
import { refuse } from '../refusals.js';
import { demandReason } from '../underwriting/demand-reason.js';
import { demandSecondPerson, isFirstOfTwo } from '../underwriting/second-approval.js';
import { areTwoPeople } from '../underwriting/two-people.js';
import { demandChangeFee } from './change-fee-notice.js';
import { demandPapers } from './change-papers.js';
import { type ChangeRequest, isOfIssuer, moved, needsTwoPeople, writerOf } from './change-request.js';
import { type ChargingContext, demandPossible, loadCharging } from './context.js';
import type { ChangeReviewInput } from './schemas.js';
import { saveChange } from './store.js';

export interface ChangeReview {
  actor: string;
  /** An increase to this amount or above needs a second person as well. */
  secondApprovalFrom: Yen;
  now: Date;
}

/** 変更の審査. Approval judges again, by the rules of today, and fixes the extra fee or refund by the guarantee's own tariff. */
export async function reviewChange(
  tx: Database,
  review: ChangeReview,
  { guarantee, change }: { guarantee: Guarantee; change: ChangeRequest },
  { decision, message }: Static<typeof ChangeReviewInput>,
): Promise<ChangeRequest> {
  const { actor, now } = review;
  demandReason({ decision, message });
  const claimed = change.status === 'submitted' ? moved(change, 'claim') : change;
  const reviewed = { ...claimed, underwriter: change.underwriter ?? actor, message };
  const { guaranteeNumber, id } = change;
  const detail = { id, decision, message };
  await recordAct(tx, { at: now, actor, act: 'review_change', subject: guaranteeNumber, detail });
  if (decision === 'approve') return approve(tx, review, guarantee, reviewed);
  const answered = { ...moved(reviewed, decision), referredBy: null, referredAt: null };
  const saved = await saveChange(tx, answered, now);
  await tell(tx, saved, decision === 'return' ? 'returned' : 'declined', now);
  return saved;
}

async function approve(
  tx: Database,
  { actor, secondApprovalFrom, now }: ChangeReview,
  guarantee: Guarantee,
  change: ChangeRequest,
): Promise<ChangeRequest> {
  if (needsTwoPeople(change.asked.type) && !areTwoPeople(writerOf(change), actor)) throw refuse('second_person_needed');
  const warnings = await demandPossible(tx, guarantee, change.asked, now);
  if (movesContract(change.asked)) await demandNoneApproved(tx, guarantee.row.applicationId);
  await demandPapers(tx, change);
  await demandCreditFor(tx, guarantee, change, now);
  if (isFirstOfTwo({ status: change.status, amount: largerAmount(change) }, secondApprovalFrom)) {
    return saveChange(tx, { ...moved(change, 'refer'), warnings, referredBy: actor, referredAt: now }, now);
  }
  demandSecondPerson(change.referredBy, actor);
  const approved = { ...moved(change, 'approve'), warnings, approvedBy: actor, approvedAt: now };
  return settle(tx, guarantee, approved, now);
}

/** Of an increase, all that is guaranteed after it; any other change takes on nothing. */
export const largerAmount = ({ asked }: ChangeRequest): Yen =>
  (changeEffects[asked.type].amount === 'more' ? asked.newAmount! : 0) as Yen;

/** A larger amount counts against the company's limit, a smaller one gives back only what D-Sure has confirmed. */
async function demandCreditFor(tx: Database, { row, latest }: Guarantee, { asked }: ChangeRequest, now: Date) {
  const more = (asked.newAmount ?? 0) - latest.certificate.amount;
  if (more > 0) await demandCredit(tx, row.contractorId, { more, today: todayInTokyo(now) });
}

/** What is to be paid first is waited for; everything else is issued. */
async function settle(tx: Database, guarantee: Guarantee, change: ChangeRequest, now: Date): Promise<ChangeRequest> {
  const charging = await loadCharging(tx, guarantee);
  const before = guarantee.latest.certificate;
  const after = reviseCertificate(before, revisionOf(change.asked, todayInTokyo(now)));
  const feeChange = feeChangeFor(charging, change, [before, after]);
  const { application, asked, lumpSumAgreement } = charging;
  const extra = feeChange?.direction === 'extra';
  if (extra && asked.feePayment === 'lump_sum' && !lumpSumAgreement) throw refuse('lump_sum_not_agreed');
  const payable = extra && asked.feePayment !== 'lump_sum';
  const saved = await saveChange(tx, { ...moved(change, payable ? 'demand_fee' : 'issue'), feeChange }, now);
  if (payable) {
    await demandChangeFee(tx, saved, { application, asked, before, after }, now);
    await tell(tx, saved, 'fee_due', now);
  } else {
    await askFor(tx, { topic: 'issue_change', changeRequestId: saved.id }, now);
  }
  return saved;
}

/** A correction touches no fee. */
export function feeChangeFor(
  { charged, tariff }: Pick<ChargingContext, 'charged' | 'tariff'>,
  { asked }: Pick<ChangeRequest, 'asked'>,
  [before, after]: [Certificate, Certificate],
): ChangeRequest['feeChange'] {
  if (changeEffects[asked.type].revision === 'correction') return null;
  return feeChangeOf(tariff, charged, before, after);
}

type Told = 'returned' | 'declined' | 'fee_due';

/** 訂正 and 無効 nobody has applied for: a contractor hears of them when they are done. */
async function tell(tx: Database, change: ChangeRequest, event: Told, now: Date): Promise<void> {
  if (isOfIssuer(change.asked.type)) return;
  const { id, guaranteeNumber } = change;
  await tellOfChange(tx, change, event, now);
  await recordEvent(tx, `change_request.${event}`, { guaranteeNumber, changeRequestId: id }, { at: now });
}
