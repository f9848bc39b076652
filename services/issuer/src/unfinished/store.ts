import { and, count, desc, eq } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { unfinishedApplications } from '../db/tables.js';
import { earlierThan, type TimeCursor } from '../paging.js';

export type UnfinishedApplication = typeof unfinishedApplications.$inferSelect;

export async function findUnfinished(
  db: Database,
  id: string,
  { forUpdate = false } = {},
): Promise<UnfinishedApplication | null> {
  const query = db.select().from(unfinishedApplications).where(eq(unfinishedApplications.id, id));
  const [found] = forUpdate ? await query.for('update') : await query;
  return found ?? null;
}

export function listUnfinished(
  db: Database,
  { contractorId, before, limit }: { contractorId: string; before: TimeCursor | null; limit: number },
): Promise<UnfinishedApplication[]> {
  const { createdAt, id } = unfinishedApplications;
  const earlier = before === null ? undefined : earlierThan(before, createdAt, id);
  return db
    .select()
    .from(unfinishedApplications)
    .where(and(eq(unfinishedApplications.contractorId, contractorId), earlier))
    .orderBy(desc(createdAt), desc(id))
    .limit(limit);
}

export async function countUnfinished(db: Database, contractorId: string): Promise<number> {
  const [found] = await db
    .select({ there: count() })
    .from(unfinishedApplications)
    .where(eq(unfinishedApplications.contractorId, contractorId));
  return found!.there;
}
