import { type SQL, sql } from 'drizzle-orm';

/** Until the transaction ends, whoever else asks for the same name waits: for what has no row yet that could be locked. */
export async function lockByName(tx: { execute(query: SQL): PromiseLike<unknown> }, name: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}
