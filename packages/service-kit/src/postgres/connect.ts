import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';

export type Database = PostgresJsDatabase;
/** What `db.transaction` hands to its work. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

export interface Postgres {
  /** For the few statements that are written by hand. Times come as text here, since drizzle maps them itself. */
  sql: Sql;
  db: Database;
  close(): Promise<void>;
}

export function connectPostgres(url: string, { max = 10 }: { max?: number } = {}): Postgres {
  const sql = postgres(url, {
    max,
    connect_timeout: 10,
    onnotice: () => {},
    connection: { TimeZone: 'UTC' },
  });
  return { sql, db: drizzle(sql), close: () => sql.end({ timeout: 5 }) };
}

/** Throws unless the database answers. */
export async function checkReady({ sql }: Postgres): Promise<void> {
  await sql`select 1`;
}
