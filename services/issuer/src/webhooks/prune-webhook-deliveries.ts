import { and, lt, ne } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { webhookDeliveries } from '../db/tables.js';

const keptFor = 90 * 24 * 60 * 60 * 1000;

/**
 * Ninety days after its last attempt a delivery goes, with its attempts. What is still to be sent stays, and so does the event: it
 * is in the feed, and can be replayed, for ever.
 */
export async function pruneWebhookDeliveries(tx: Database, now: Date): Promise<void> {
  const { state, nextAt } = webhookDeliveries;
  await tx.delete(webhookDeliveries).where(and(ne(state, 'pending'), lt(nextAt, new Date(now.getTime() - keptFor))));
}
