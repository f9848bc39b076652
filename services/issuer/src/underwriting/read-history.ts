import { and, asc, gt, inArray } from 'drizzle-orm';
import type { Static } from 'typebox';
import { namesOf } from '../accounts/names.js';
import type { Application } from '../applications/application.js';
import type { Database } from '../db/database.js';
import { auditTrail } from '../db/tables.js';
import type { HistoryEntry } from './schemas.js';

/** Every act on an application and on the guarantees that came of it, from the first on. */
export async function readHistory(
  db: Database,
  { id, requests }: Application,
  { after, limit }: { after: number; limit: number },
): Promise<Static<typeof HistoryEntry>[]> {
  const subjects = [id, ...requests.flatMap(({ guaranteeNumber }) => guaranteeNumber ?? [])];
  const rows = await db
    .select()
    .from(auditTrail)
    .where(and(inArray(auditTrail.subject, subjects), gt(auditTrail.id, after)))
    .orderBy(asc(auditTrail.id))
    .limit(limit);
  const names = await namesOf(
    db,
    rows.map(({ actor }) => actor),
  );
  return rows.map(({ id, at, actor, act, subject, detail }) => ({
    ...{ id, actor, act, subject },
    at: at.toISOString(),
    actorName: names.get(actor)!,
    detail: detail as Record<string, unknown>,
  }));
}
