import type { Database } from '../db/database.js';
import { askFor } from './ask-for.js';

/** Asks once an hour, however many instances do: what is forgotten goes in small portions. */
export async function askForPruning(db: Database, now: Date): Promise<void> {
  const hour = now.toISOString().slice(0, 13);
  await askFor(db, { topic: 'prune_idempotency_keys', hour }, now);
  await askFor(db, { topic: 'prune_webhook_deliveries', hour }, now);
}
