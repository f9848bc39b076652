import { inArray } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { clients, users } from '../db/tables.js';

/** What to call those who stand in the audit trail: a person by name, a system as it is registered, what goes by itself as that. */
export async function namesOf(db: Database, actors: readonly string[]): Promise<Map<string, string>> {
  const idsOf = (kind: string) =>
    [...new Set(actors)].filter((actor) => actor.startsWith(kind)).map((actor) => actor.slice(kind.length));
  const [userIds, clientIds] = [idsOf('user:'), idsOf('client:')];
  const people = userIds.length === 0 ? [] : await db.select().from(users).where(inArray(users.id, userIds));
  const systems =
    clientIds.length === 0 ? [] : await db.select().from(clients).where(inArray(clients.clientId, clientIds));
  return new Map([
    ...actors.map((actor) => [actor, /:/.test(actor) ? actor.replace(/^(client|user):/, '') : '自動処理'] as const),
    ...people.map(({ id, name }) => [`user:${id}`, name] as const),
    ...systems.map(({ clientId, name }) => [`client:${clientId}`, name] as const),
  ]);
}
