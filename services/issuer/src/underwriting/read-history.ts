import { and, asc, gt, inArray } from 'drizzle-orm';
import type { Static } from 'typebox';
import { namesOf } from '../accounts/names.js';
import type { Application } from '../applications/application.js';
import type { Database } from '../db/database.js';
import { auditTrail, changeRequests } from '../db/tables.js';
import type { HistoryEntry } from './schemas.js';

/** Every act on an application, on the guarantees that came of it and on their changes, from the first on. */
export async function readHistory(
  db: Database,
  { id, requests }: Application,
  { after, limit }: { after: number; limit: number },
): Promise<Static<typeof HistoryEntry>[]> {
  const numbers = requests.flatMap(({ guaranteeNumber }) => guaranteeNumber ?? []);
  const changes = await db
    .select({ id: changeRequests.id })
    .from(changeRequests)
    .where(inArray(changeRequests.guaranteeNumber, numbers));
  // What is held is decided on by what is held: a guarantee that is asked for, or a change.
  const held = [...requests.map(({ kind }) => `${id}/${kind}`), ...changes.map((change) => change.id)];
  const subjects = [id, ...numbers, ...held];
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
