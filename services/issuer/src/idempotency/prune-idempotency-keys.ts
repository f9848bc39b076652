import { lt } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { idempotencyKeys } from '../db/tables.js';
import { keptFor } from './idempotently.js';

/** After its 24 hours a key counts no more, and its answer, with what it says of people, is gone. */
export async function pruneIdempotencyKeys(tx: Database, now: Date): Promise<void> {
  await tx.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, new Date(now.getTime() - keptFor)));
}
