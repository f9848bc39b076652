import { lt } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { idempotencyKeys } from '../db/tables.js';
import { askFor } from '../outbox/ask-for.js';
import { keptFor } from './idempotently.js';

/** Asks once an hour, however many instances do. */
export async function askForPruning(db: Database, now: Date): Promise<void> {
  await askFor(db, { topic: 'prune_idempotency_keys', hour: now.toISOString().slice(0, 13) }, now);
}

/** After its 24 hours a key counts no more, and its answer, with what it says of people, is gone. */
export async function pruneIdempotencyKeys(tx: Database, now: Date): Promise<void> {
  await tx.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, new Date(now.getTime() - keptFor)));
}
