import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Sight } from '../accounts/caller.js';
import { hasApplicationInSight } from '../applications/in-sight.js';
import type { Database } from '../db/database.js';
import { applications, works } from '../db/tables.js';
import { earlierThan } from '../paging.js';
import type { Works, WorksFacts } from './works.js';

export async function insertWorks(
  db: Database,
  row: { contractorId: string; orderer: string; facts: WorksFacts; createdAt: Date },
): Promise<Works> {
  const [inserted] = await db.insert(works).values(row).returning();
  return inserted!;
}

/** A branch sees works for which something was sent to it. */
export async function findWorks(db: Database, id: string, { contractorId, branches }: Sight): Promise<Works | null> {
  const own = contractorId === null ? undefined : eq(works.contractorId, contractorId);
  const [row] = await db
    .select()
    .from(works)
    .where(and(eq(works.id, id), own, hasApplicationInSight(db, applications.worksId, works.id, { branches })));
  return row ?? null;
}

/** Locked with all their applications, in the order in which every change of an application locks: applications first. */
export async function findWorksForUpdate(db: Database, id: string, contractorId: string): Promise<Works | null> {
  await db
    .select({ id: applications.id })
    .from(applications)
    .where(and(eq(applications.worksId, id), eq(applications.contractorId, contractorId)))
    .orderBy(asc(applications.id))
    .for('no key update');
  const [row] = await db
    .select()
    .from(works)
    .where(and(eq(works.id, id), eq(works.contractorId, contractorId)))
    .for('no key update');
  return row ?? null;
}

/** Whoever has seen one of their applications has to look again. */
export async function worksChanged(db: Database, id: string, now: Date): Promise<void> {
  await db
    .update(applications)
    .set({ version: sql`${applications.version} + 1`, updatedAt: now })
    .where(eq(applications.worksId, id));
}

export async function replaceWorksFacts(db: Database, id: string, facts: WorksFacts): Promise<void> {
  await db.update(works).set({ facts }).where(eq(works.id, id));
}

export async function listWorks(
  db: Database,
  contractorId: string,
  { before, limit }: { before: { createdAt: Date; id: string } | null; limit: number },
): Promise<Works[]> {
  const earlier = before === null ? undefined : earlierThan(before, works.createdAt, works.id);
  return db
    .select()
    .from(works)
    .where(and(eq(works.contractorId, contractorId), earlier))
    .orderBy(desc(works.createdAt), desc(works.id))
    .limit(limit);
}
