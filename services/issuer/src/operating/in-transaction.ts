import type { Database } from '../db/database.js';
import type { Operator } from './command.js';

export type DatabaseWork = (db: Database, operator: Operator) => Promise<string>;

/** The whole, or nothing. A dry run does the same and takes it back, so that what it tells is what would happen. */
export async function inTransaction(db: Database, work: DatabaseWork, operator: Operator): Promise<string> {
  const done: { told?: string } = {};
  try {
    await db.transaction(async (tx) => {
      done.told = await work(tx, operator);
      if (operator.dryRun) tx.rollback();
    });
  } catch (error) {
    if (done.told === undefined || !operator.dryRun) throw error;
  }
  return done.told!;
}
