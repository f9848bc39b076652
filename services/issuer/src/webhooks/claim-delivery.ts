import { and, asc, eq, lte, sql } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { events, webhookDeliveries, webhookEndpoints } from '../db/tables.js';
import type { EventRow } from '../events/store.js';
import type { DeliveryRow, EndpointRow } from './store.js';

/** Longer than an attempt can last: who claimed and died is taken for gone. */
const leaseMs = 60_000;

export interface Claim {
  endpoint: EndpointRow;
  event: EventRow;
  delivery: DeliveryRow;
}

/**
 * Claims the endpoint that has waited longest and has something due, and its oldest delivery. One attempt at a time for each endpoint, so
 * that a slow receiver holds up nobody but itself. The claim is a lease: an attempt takes no transaction and no connection.
 */
export async function claimDelivery(db: Database, now: Date): Promise<Claim | null> {
  const due = and(eq(webhookDeliveries.state, 'pending'), lte(webhookDeliveries.nextAt, now));
  const at = now.toISOString();
  const [endpoint] = await db
    .update(webhookEndpoints)
    .set({ busyUntil: new Date(now.getTime() + leaseMs) })
    .where(
      eq(
        webhookEndpoints.id,
        sql`(select e.id from webhook_endpoints e
              where e.disabled_at is null and (e.busy_until is null or e.busy_until <= ${at}::timestamptz)
                and exists (select from webhook_deliveries d
                             where d.endpoint_id = e.id and d.state = 'pending' and d.next_at <= ${at}::timestamptz)
              order by e.busy_until nulls first limit 1 for update skip locked)`,
      ),
    )
    .returning();
  if (!endpoint) return null;
  const [row] = await db
    .select({ delivery: webhookDeliveries, event: events })
    .from(webhookDeliveries)
    .innerJoin(events, eq(events.id, webhookDeliveries.eventId))
    .where(and(eq(webhookDeliveries.endpointId, endpoint.id), due))
    .orderBy(asc(webhookDeliveries.nextAt), asc(events.position))
    .limit(1);
  if (!row) return null;
  const [delivery] = await db
    .update(webhookDeliveries)
    .set({ attempts: row.delivery.attempts + 1 })
    .where(and(eq(webhookDeliveries.endpointId, endpoint.id), eq(webhookDeliveries.eventId, row.event.id)))
    .returning();
  return delivery ? { endpoint, event: row.event, delivery } : null;
}
