import { numberCommitted } from '@e-surety/service-kit/feed';
import type { Database } from '../db/database.js';
import { queueDeliveries } from '../webhooks/queue-deliveries.js';

/** Gives new events their places in the feed, and with them their ways to webhooks: what is in the one is in the other. */
export function placeEvents(db: Database, now: Date): Promise<void> {
  return numberCommitted(db, (tx, ids) => queueDeliveries(tx as Database, ids, now));
}
