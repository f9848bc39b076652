import { and, asc, eq, gt, inArray, like } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { contractors } from '../db/tables.js';

export type Contractor = typeof contractors.$inferSelect;

export async function findContractor(db: Database, id: string, { forUpdate = false } = {}): Promise<Contractor | null> {
  const query = db.select().from(contractors).where(eq(contractors.id, id));
  const [contractor] = forUpdate ? await query.for('update') : await query;
  return contractor ?? null;
}

/** The names of companies, by their id. */
export async function contractorNames(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { id, name } = contractors;
  const found = await db
    .select({ id, name })
    .from(contractors)
    .where(inArray(id, [...new Set(ids)]));
  return new Map(found.map((one) => [one.id, one.name]));
}

export function listContractors(
  db: Database,
  { q, after, limit }: { q: string | null; after: string | null; limit: number },
): Promise<Contractor[]> {
  return db
    .select()
    .from(contractors)
    .where(
      and(
        after === null ? undefined : gt(contractors.id, after),
        q === null ? undefined : like(contractors.name, `%${q.replaceAll(/[\\%_]/g, '\\$&')}%`),
      ),
    )
    .orderBy(asc(contractors.id))
    .limit(limit);
}
