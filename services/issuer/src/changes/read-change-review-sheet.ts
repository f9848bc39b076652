import { todayInTokyo } from '@e-surety/domain';
import { eq } from 'drizzle-orm';
import type { Static } from 'typebox';
import { namesOf } from '../accounts/names.js';
import { attachedTypes } from '../attachments/store.js';
import { readCredit } from '../contractors/credit.js';
import { findContractor } from '../contractors/store.js';
import type { Database } from '../db/database.js';
import { changeFeeReceipts } from '../db/tables.js';
import type { Guarantee } from '../guarantees/store.js';
import { readHeld } from '../held/read-held.js';
import { commandsIn } from '../underwriting/commands.js';
import { type ChangeRequest, needsTwoPeople } from './change-request.js';
import { feeChangeFor } from './review-change.js';
import type { ChangeReviewSheet } from './review-sheet-schema.js';

/** 変更の審査票: what stands now beside what is asked for, and what it would cost if it were approved at this moment. */
export async function readChangeReviewSheet(
  db: Database,
  actor: string,
  { guarantee, change }: { guarantee: Guarantee; change: ChangeRequest },
  now: Date,
): Promise<Static<typeof ChangeReviewSheet>> {
  const { asked, status, createdBy, underwriter, approvedBy } = change;
  const { amount, period, works } = guarantee.latest.certificate;
  const names = await namesOf(
    db,
    [createdBy, underwriter, approvedBy].filter((who) => who !== null),
  );
  const needsSecondPerson = needsTwoPeople(asked.type);
  const barred = needsSecondPerson && createdBy === actor ? (['approve'] as const) : [];
  const commands = commandsIn(status, barred).filter((command) => command !== 'claim');
  const contractor = (await findContractor(db, guarantee.row.contractorId))!;
  const more = Math.max((asked.newAmount ?? 0) - amount, 0);
  const undecided = commandsIn(status).includes('approve');
  const [receipt] = await db.select().from(changeFeeReceipts).where(eq(changeFeeReceipts.changeRequestId, change.id));
  return {
    changeRequestId: change.id,
    requestedBy: names.get(createdBy)!,
    claimedBy: underwriter && names.get(underwriter)!,
    approvedBy: approvedBy && names.get(approvedBy)!,
    ...{ needsSecondPerson, commands },
    before: { amount, periodTo: period.to, contractPrice: works.contractPrice, worksPeriodTo: works.period.to },
    credit: await readCredit(db, contractor, { asked: undecided ? more : 0, today: todayInTokyo(now) }),
    feeChange: undecided ? await feeChangeFor(db, guarantee, change, now) : change.feeChange,
    amendedContract: (await attachedTypes(db, guarantee.row.applicationId)).includes('amended_contract'),
    feeReceipt: receipt ? presentReceipt(guarantee, receipt) : null,
    held: status === 'held' ? await readHeld(db, change.id, { reason: change.message, actor }) : null,
  };
}

function presentReceipt({ row: { kind } }: Guarantee, row: typeof changeFeeReceipts.$inferSelect) {
  const { amount, refundable, receivedOn, reference } = row;
  const method = row.method as 'bank_transfer' | 'cash' | 'cheque';
  return { kind, amount, fee: amount - refundable, refundable, receivedOn, method, reference };
}
