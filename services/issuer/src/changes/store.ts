import { guaranteeRequestEndStates } from '@e-surety/domain';
import { and, desc, eq, notInArray, sql } from 'drizzle-orm';
import { type Database, isUniqueViolation } from '../db/database.js';
import { changeRequests, guarantees, revisionProducts } from '../db/tables.js';
import { earlierThan } from '../paging.js';
import { refuse } from '../refusals.js';
import type { ChangeRequest } from './change-request.js';

export const isOpenChange = notInArray(changeRequests.status, [...guaranteeRequestEndStates]);

/** Keeps every other change of this guarantee waiting until the transaction ends. */
export async function lockGuarantee(tx: Database, guaranteeNumber: string): Promise<void> {
  await tx
    .select({ one: sql`1` })
    .from(guarantees)
    .where(eq(guarantees.guaranteeNumber, guaranteeNumber))
    .for('no key update');
}

/** What is told of a guarantee has changed, its open change and its key included: whoever asks for what is new finds it. */
export async function touchGuarantee(tx: Database, guaranteeNumber: string, now: Date): Promise<void> {
  await tx.update(guarantees).set({ updatedAt: now }).where(eq(guarantees.guaranteeNumber, guaranteeNumber));
}

export async function insertChange(tx: Database, row: typeof changeRequests.$inferInsert): Promise<ChangeRequest> {
  try {
    // A savepoint, so that a refusal leaves the caller's transaction usable.
    const [inserted] = await tx.transaction((nested) => nested.insert(changeRequests).values(row).returning());
    await touchGuarantee(tx, row.guaranteeNumber, row.updatedAt);
    return inserted!;
  } catch (error) {
    if (isUniqueViolation(error, 'change_requests_open')) throw refuse('change_request_open');
    throw error;
  }
}

/** Bytes of all that was sent to D-Sure of a guarantee. */
export async function sizeOfDeposits(db: Database, guaranteeNumber: string): Promise<number> {
  const [sum] = await db
    .select({ size: sql<number>`coalesce(sum(octet_length(${revisionProducts.content})), 0)::float8` })
    .from(revisionProducts)
    .where(and(eq(revisionProducts.guaranteeNumber, guaranteeNumber), eq(revisionProducts.product, 'deposit')));
  return sum!.size;
}

export async function findChange(
  db: Database,
  { id, guaranteeNumber }: { id: string; guaranteeNumber: string },
  { forUpdate = false } = {},
): Promise<ChangeRequest | null> {
  const query = db
    .select()
    .from(changeRequests)
    .where(and(eq(changeRequests.id, id), eq(changeRequests.guaranteeNumber, guaranteeNumber)));
  const [row] = forUpdate ? await query.for('update') : await query;
  return row ?? null;
}

/** For steps that know it by its id alone. They lock in the order of all others: the guarantee first. */
export async function lockChange(tx: Database, id: string): Promise<ChangeRequest> {
  const ofChange = eq(changeRequests.id, id);
  const [{ guaranteeNumber }] = (await tx
    .select({ guaranteeNumber: changeRequests.guaranteeNumber })
    .from(changeRequests)
    .where(ofChange)) as [{ guaranteeNumber: string }];
  await lockGuarantee(tx, guaranteeNumber);
  const [row] = await tx.select().from(changeRequests).where(ofChange).for('update');
  return row!;
}

export async function saveChange(tx: Database, change: ChangeRequest, now: Date): Promise<ChangeRequest> {
  const { id, createdAt: _, createdBy: __, guaranteeNumber: ___, ...changed } = change;
  const [saved] = await tx
    .update(changeRequests)
    .set({ ...changed, version: sql`${changeRequests.version} + 1`, updatedAt: now })
    .where(eq(changeRequests.id, id))
    .returning();
  await touchGuarantee(tx, saved!.guaranteeNumber, now);
  return saved!;
}

export function listChanges(
  db: Database,
  guaranteeNumber: string,
  { before, limit }: { before: { createdAt: Date; id: string } | null; limit: number },
): Promise<ChangeRequest[]> {
  const earlier = before === null ? undefined : earlierThan(before, changeRequests.createdAt, changeRequests.id);
  return db
    .select()
    .from(changeRequests)
    .where(and(eq(changeRequests.guaranteeNumber, guaranteeNumber), earlier))
    .orderBy(desc(changeRequests.createdAt), desc(changeRequests.id))
    .limit(limit);
}
