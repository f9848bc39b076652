import type { GuaranteeNumber } from '@e-surety/domain';
import type { Database } from '@e-surety/service-kit/postgres';
import { desc, eq, getTableColumns } from 'drizzle-orm';
import { acknowledgements } from '../db/tables.js';
import { addEvent } from '../events/store.js';

type Row = typeof acknowledgements.$inferSelect;
export type RecordedAcknowledgement = Omit<Row, 'submissionDigest'>;
const { submissionDigest: _, ...recorded } = getTableColumns(acknowledgements);

/** Adds it, with its event, unless the same submission stands there already; returns what stands there. */
export async function addAcknowledgement(
  db: Database,
  row: Row,
): Promise<{ created: boolean; recorded: RecordedAcknowledgement }> {
  const added = await db.transaction(async (tx) => {
    const [inserted] = await tx.insert(acknowledgements).values(row).onConflictDoNothing().returning(recorded);
    if (inserted) await addEvent(tx, eventOf(inserted));
    return inserted;
  });
  if (added) return { created: true, recorded: added };
  const [there] = await db
    .select(recorded)
    .from(acknowledgements)
    .where(eq(acknowledgements.submissionDigest, row.submissionDigest));
  return { created: false, recorded: there! };
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
