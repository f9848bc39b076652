import { Refusal, reviseCertificate, revisionOf, todayInTokyo, type Yen } from '@e-surety/domain';
import { eq } from 'drizzle-orm';
import type { Static } from 'typebox';
import { namesOf } from '../accounts/names.js';
import { readCredit } from '../contractors/credit.js';
import { findContractor } from '../contractors/store.js';
import type { Database } from '../db/database.js';
import { changeFeeReceipts } from '../db/tables.js';
import type { Guarantee } from '../guarantees/store.js';
import { readHeld } from '../held/read-held.js';
import { commandsIn } from '../underwriting/commands.js';
import { areTwoPeople } from '../underwriting/two-people.js';
import { changeFeeNotice } from './change-fee-notice.js';
import { type ChangeRequest, needsTwoPeople, writerOf } from './change-request.js';
import { loadCharging } from './context.js';
import { feeChangeFor, largerAmount } from './review-change.js';
import type { ChangeReviewSheet } from './review-sheet-schema.js';

/** 変更の審査票: what stands now beside what is asked for, and what it would cost if it were approved at this moment. */
export async function readChangeReviewSheet(
  db: Database,
  { actor, secondApprovalFrom }: { actor: string; secondApprovalFrom: Yen },
  { guarantee, change }: { guarantee: Guarantee; change: ChangeRequest },
  now: Date,
): Promise<Static<typeof ChangeReviewSheet>> {
  const { asked, status, underwriter, approvedBy, referredBy } = change;
  const writer = writerOf(change);
  const { amount, period, works } = guarantee.latest.certificate;
  const people = [writer, underwriter, approvedBy, referredBy].filter((who) => who !== null);
  const names = await namesOf(db, people);
  const nameOf = (who: string | null) => who && names.get(who)!;
  const needsSecondPerson = needsTwoPeople(asked.type);
  const another = [needsSecondPerson ? writer : null, referredBy].every(
    (who) => who === null || areTwoPeople(who, actor),
  );
  const contractor = (await findContractor(db, guarantee.row.contractorId))!;
  const more = Math.max((asked.newAmount ?? 0) - amount, 0);
  const undecided = commandsIn(status).includes('approve');
  const [receipt] = await db.select().from(changeFeeReceipts).where(eq(changeFeeReceipts.changeRequestId, change.id));
  return {
    changeRequestId: change.id,
    requestedBy: names.get(writer)!,
    ...{ claimedBy: nameOf(underwriter), firstApprovalBy: nameOf(referredBy), approvedBy: nameOf(approvedBy) },
    ...{ needsSecondPerson, needsSecondApproval: largerAmount(change) >= secondApprovalFrom },
    commands: commandsIn(status, another ? [] : ['approve']).filter((command) => command !== 'claim'),
    before: { amount, periodTo: period.to, contractPrice: works.contractPrice, worksPeriodTo: works.period.to },
    credit: await readCredit(db, contractor, { asked: undecided ? more : 0, today: todayInTokyo(now) }),
    feeChange: undecided ? await feeChangeNow(db, guarantee, change, now) : change.feeChange,
    payBy: status === 'fee_due' ? ((await changeFeeNotice(db, change.id))?.payBy ?? null) : null,
    feeReceipt: receipt ? presentReceipt(guarantee, receipt) : null,
    held: status === 'held' ? await readHeld(db, change.id, { reason: change.message, actor }) : null,
  };
}

/** Null where the change is no longer possible, which its approval would say. */
async function feeChangeNow(
  db: Database,
  guarantee: Guarantee,
  change: ChangeRequest,
  now: Date,
): Promise<ChangeRequest['feeChange']> {
  const { certificate } = guarantee.latest;
  try {
    const after = reviseCertificate(certificate, revisionOf(change.asked, todayInTokyo(now)));
    return feeChangeFor(await loadCharging(db, guarantee), change, [certificate, after]);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function presentReceipt({ row: { kind } }: Guarantee, row: typeof changeFeeReceipts.$inferSelect) {
  const { amount, refundable, receivedOn, reference } = row;
  const method = row.method as 'bank_transfer' | 'cash' | 'cheque';
  return { kind, amount, fee: amount - refundable, refundable, receivedOn, method, reference };
}
