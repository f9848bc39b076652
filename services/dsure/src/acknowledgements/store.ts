import type { GuaranteeNumber } from '@e-surety/domain';
import { type Database, lockByName, type Transaction } from '@e-surety/service-kit/postgres';
import { and, count, desc, eq, getTableColumns, gt, min } from 'drizzle-orm';
import { acknowledgements } from '../db/tables.js';
import { addEvent } from '../events/store.js';

type Row = typeof acknowledgements.$inferSelect;
export type RecordedAcknowledgement = Omit<Row, 'submissionDigest'>;
const { submissionDigest: _, ...recorded } = getTableColumns(acknowledgements);

/** One declaration of a guarantee at a time, so that a form sent twice is seen, and a limit holds. */
export async function lockAcknowledgements(tx: Transaction, guaranteeNumber: GuaranteeNumber): Promise<void> {
  await lockByName(tx, `acknowledgements of ${guaranteeNumber}`);
}

export async function findAcknowledgement(
  tx: Transaction,
  submissionDigest: Buffer,
): Promise<RecordedAcknowledgement | null> {
  const [there] = await tx
    .select(recorded)
    .from(acknowledgements)
    .where(eq(acknowledgements.submissionDigest, submissionDigest));
  return there ?? null;
}

export async function declaredSince(
  tx: Transaction,
  guaranteeNumber: GuaranteeNumber,
  since: Date,
): Promise<{ count: number; oldest: Date | null }> {
  const [found] = await tx
    .select({ count: count(), oldest: min(acknowledgements.declaredAt) })
    .from(acknowledgements)
    .where(and(eq(acknowledgements.guaranteeNumber, guaranteeNumber), gt(acknowledgements.declaredAt, since)));
  return found!;
}

/** Adds it, with its event. */
export async function addAcknowledgement(tx: Transaction, row: Row): Promise<RecordedAcknowledgement> {
  const [inserted] = await tx.insert(acknowledgements).values(row).returning(recorded);
  await addEvent(tx, eventOf(inserted!));
  return inserted!;
}

const eventOf = ({ id, guaranteeNumber, revision, declaredAt }: RecordedAcknowledgement) => ({
  ...{ type: 'certificate.acknowledged' as const, guaranteeNumber, revision, acknowledgementId: id, at: declaredAt },
});

/** What was declared of a guarantee so far, the newest first. */
export async function acknowledgementsOf(db: Database, number: GuaranteeNumber): Promise<RecordedAcknowledgement[]> {
  return db
    .select(recorded)
    .from(acknowledgements)
    .where(eq(acknowledgements.guaranteeNumber, number))
    .orderBy(desc(acknowledgements.declaredAt), desc(acknowledgements.id))
    .limit(100);
}
