import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

/** Any number does, as long as nothing else in the database locks by it. */
const migrationLock = 20_261_100;

/**
 * Brings the database to the state of the migrations in `folder`: SQL files written by hand, in the order of
 * `meta/_journal.json`. Two instances may start at once: the second waits for the first and then finds nothing to do.
 */
export async function migrateDatabase(url: string, folder: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${migrationLock})`;
    await migrate(drizzle(sql), { migrationsFolder: folder });
  } finally {
    // Ends the session, and the lock with it.
    await sql.end({ timeout: 5 });
  }
}
