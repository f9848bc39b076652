import { sql } from 'drizzle-orm';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import { lockByName } from '../postgres/lock-by-name.js';

type Database = PgDatabase<PostgresJsQueryResultHKT, Record<string, never>>;

const atOnce = 1000;

/**
 * Gives every committed event of the table `events` its place in the feed: 1, 2, 3 … in the order of their writing, without gaps.
 * One at a time does this, and only for what is committed: no event ever appears before one that a reader has passed, however
 * long the transaction was that wrote it. `along` is told the ids and commits together with their places.
 */
export async function numberCommitted(
  db: Database,
  along: (tx: Database, ids: string[]) => Promise<void> = async () => {},
): Promise<void> {
  while (await isWaiting(db)) {
    await db.transaction(async (tx) => {
      // A statement of its own: the next one sees what was committed before the lock was had.
      await lockByName(tx, 'places in the feed');
      const rows = await tx.execute<{ id: string }>(sql`
        with waiting as (
          select id, row_number() over (order by sequence) as place
            from (select id, sequence from events where position is null order by sequence limit ${atOnce}) one
        ), newest as (select coalesce(max(position), 0) as position from events)
        update events set position = newest.position + waiting.place
          from waiting, newest where events.id = waiting.id
        returning events.id`);
      const ids = rows.map(({ id }) => id);
      if (ids.length > 0) await along(tx, ids);
    });
  }
}

async function isWaiting(db: Database): Promise<boolean> {
  const [row] = await db.execute<{ waiting: boolean }>(
    sql`select exists (select from events where position is null) as waiting`,
  );
  return row!.waiting;
}
