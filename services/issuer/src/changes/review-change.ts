import { changeEffects, feeChangeOf, reviseCertificate, revisionOf, todayInTokyo } from '@e-surety/domain';
import type { Static } from 'typebox';
import { demandCredit } from '../contractors/credit.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import type { Guarantee } from '../guarantees/store.js';
import { askFor } from '../outbox/ask-for.js';
import { refuse } from '../refusals.js';
import { type ChangeRequest, moved, needsTwoPeople } from './change-request.js';
import { demandPossible, loadCharging } from './context.js';
import type { ChangeReviewInput } from './schemas.js';
import { saveChange } from './store.js';

/** 変更の審査. Approval judges again, by the rules of today, and fixes the extra fee or refund by the guarantee's own tariff. */
export async function reviewChange(
  tx: Database,
  underwriter: string,
  { guarantee, change }: { guarantee: Guarantee; change: ChangeRequest },
  { decision, message }: Static<typeof ChangeReviewInput>,
  now: Date,
): Promise<ChangeRequest> {
  const claimed = change.status === 'submitted' ? moved(change, 'claim') : change;
  const reviewed = { ...moved(claimed, decision), underwriter: change.underwriter ?? underwriter, message };
  if (decision === 'approve' && needsTwoPeople(change.asked.type) && change.createdBy === underwriter) {
    throw refuse('second_person_needed');
  }
  const { guaranteeNumber, id } = change;
  const detail = { id, decision, message };
  await recordAct(tx, { at: now, actor: underwriter, act: 'review_change', subject: guaranteeNumber, detail });
  const saved = await saveChange(
    tx,
    decision === 'approve' ? await approved(tx, guarantee, reviewed, { by: underwriter, at: now }) : reviewed,
    now,
  );
  await tellOf(tx, saved, now);
  return saved;
}

async function approved(
  tx: Database,
  guarantee: Guarantee,
  change: ChangeRequest,
  { by, at }: { by: string; at: Date },
): Promise<ChangeRequest> {
  const warnings = await demandPossible(tx, guarantee, change.asked, at);
  await demandCreditFor(tx, guarantee, change, at);
  const feeChange = await feeChangeFor(tx, guarantee, change, at);
  const extra = feeChange?.direction === 'extra';
  const payable = extra && (await loadCharging(tx, guarantee)).feePayment !== 'lump_sum';
  const next = moved(change, payable ? 'demand_fee' : 'issue');
  return { ...next, warnings, feeChange, approvedBy: by, approvedAt: at };
}

/** A larger amount counts against the company's limit, a smaller one gives back only what D-Sure has acknowledged. */
async function demandCreditFor(tx: Database, { row, latest }: Guarantee, { asked }: ChangeRequest, now: Date) {
  const more = (asked.newAmount ?? 0) - latest.certificate.amount;
  if (more > 0) await demandCredit(tx, row.contractorId, { more, today: todayInTokyo(now) });
}

/** A correction touches no fee. */
export async function feeChangeFor(
  tx: Database,
  guarantee: Guarantee,
  { asked }: ChangeRequest,
  now: Date,
): Promise<ChangeRequest['feeChange']> {
  if (changeEffects[asked.type].revision === 'correction') return null;
  const { charged, tariff, feePayment, lumpSumAgreement } = await loadCharging(tx, guarantee);
  const before = guarantee.latest.certificate;
  const after = reviseCertificate(before, revisionOf(asked, todayInTokyo(now)));
  const feeChange = feeChangeOf(tariff, charged, before, after);
  if (feeChange.direction === 'extra' && feePayment === 'lump_sum' && !lumpSumAgreement) {
    throw refuse('lump_sum_not_agreed');
  }
  return feeChange;
}

async function tellOf(tx: Database, { id, status, version }: ChangeRequest, now: Date): Promise<void> {
  if (status === 'issuing') await askFor(tx, { topic: 'issue_change', changeRequestId: id }, now);
  else if (status === 'returned' || status === 'declined' || status === 'fee_due') {
    await askFor(tx, { topic: 'send_change_notice', changeRequestId: id, event: status, version }, now);
  }
}
