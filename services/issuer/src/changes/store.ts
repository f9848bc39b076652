import { guaranteeRequestEndStates } from '@e-surety/domain';
import { and, desc, eq, lt, notInArray, or, sql } from 'drizzle-orm';
import { type Database, isUniqueViolation } from '../db/database.js';
import { changeRequests, guarantees, revisionProducts } from '../db/tables.js';
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

export async function insertChange(tx: Database, row: typeof changeRequests.$inferInsert): Promise<ChangeRequest> {
  try {
    // A savepoint, so that a refusal leaves the caller's transaction usable.
    const [inserted] = await tx.transaction((nested) => nested.insert(changeRequests).values(row).returning());
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
): Promise<ChangeRequest | null> {
  const [row] = await db
    .select()
    .from(changeRequests)
    .where(and(eq(changeRequests.id, id), eq(changeRequests.guaranteeNumber, guaranteeNumber)));
  return row ?? null;
}

/** For steps that know it by its id alone, and that must not meet another. */
export async function lockChange(tx: Database, id: string): Promise<ChangeRequest> {
  const [row] = await tx.select().from(changeRequests).where(eq(changeRequests.id, id)).for('update');
  return row!;
}

export async function saveChange(tx: Database, change: ChangeRequest, now: Date): Promise<ChangeRequest> {
  const { id, createdAt: _, createdBy: __, guaranteeNumber: ___, ...changed } = change;
  const [saved] = await tx
    .update(changeRequests)
    .set({ ...changed, version: sql`${changeRequests.version} + 1`, updatedAt: now })
    .where(eq(changeRequests.id, id))
    .returning();
  return saved!;
}

export function listChanges(
  db: Database,
  guaranteeNumber: string,
  { before, limit }: { before: { createdAt: Date; id: string } | null; limit: number },
): Promise<ChangeRequest[]> {
  const earlier =
    before === null
      ? undefined
      : or(
          lt(changeRequests.createdAt, before.createdAt),
          and(eq(changeRequests.createdAt, before.createdAt), lt(changeRequests.id, before.id)),
        );
  return db
    .select()
    .from(changeRequests)
    .where(and(eq(changeRequests.guaranteeNumber, guaranteeNumber), earlier))
    .orderBy(desc(changeRequests.createdAt), desc(changeRequests.id))
    .limit(limit);
}
