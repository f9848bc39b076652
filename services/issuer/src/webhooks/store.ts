import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { events, webhookAttempts, webhookDeliveries, webhookEndpoints } from '../db/tables.js';
import type { EventRow } from '../events/store.js';
import { earlierThan } from '../paging.js';

export type EndpointRow = typeof webhookEndpoints.$inferSelect;
export type DeliveryRow = typeof webhookDeliveries.$inferSelect;
export type AttemptRow = typeof webhookAttempts.$inferSelect;

export function endpointsOf(db: Database, contractorId: string): Promise<EndpointRow[]> {
  return db
    .select()
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.contractorId, contractorId))
    .orderBy(asc(webhookEndpoints.createdAt), asc(webhookEndpoints.id));
}

export async function findEndpoint(
  db: Database,
  { id, contractorId, forUpdate = false }: { id: string; contractorId: string; forUpdate?: boolean },
): Promise<EndpointRow | null> {
  const query = db
    .select()
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.id, id), eq(webhookEndpoints.contractorId, contractorId)));
  const [row] = await (forUpdate ? query.for('update') : query);
  return row ?? null;
}

export async function saveEndpoint(
  db: Database,
  id: string,
  changed: Partial<EndpointRow>,
  now: Date,
): Promise<EndpointRow> {
  const [saved] = await db
    .update(webhookEndpoints)
    .set({ ...changed, version: sql`${webhookEndpoints.version} + 1`, updatedAt: now })
    .where(eq(webhookEndpoints.id, id))
    .returning();
  return saved!;
}

export interface DeliveryFilter {
  state: DeliveryRow['state'] | null;
  before: { createdAt: Date; id: string } | null;
  limit: number;
}
export interface SeenDelivery {
  delivery: DeliveryRow;
  event: EventRow;
  attempts: AttemptRow[];
}

/** The newest first, each with every attempt. */
export async function deliveriesOf(
  db: Database,
  endpointId: string,
  { state, before, limit }: DeliveryFilter,
): Promise<SeenDelivery[]> {
  const rows = await db
    .select({ delivery: webhookDeliveries, event: events })
    .from(webhookDeliveries)
    .innerJoin(events, eq(events.id, webhookDeliveries.eventId))
    .where(
      and(
        eq(webhookDeliveries.endpointId, endpointId),
        state === null ? undefined : eq(webhookDeliveries.state, state),
        before === null ? undefined : earlierThan(before, webhookDeliveries.createdAt, webhookDeliveries.eventId),
      ),
    )
    .orderBy(desc(webhookDeliveries.createdAt), desc(webhookDeliveries.eventId))
    .limit(limit);
  const ids = rows.map(({ event }) => event.id);
  const tried = await attemptsOf(db, endpointId, ids);
  return rows.map((row) => ({ ...row, attempts: tried.filter(({ eventId }) => eventId === row.event.id) }));
}

async function attemptsOf(db: Database, endpointId: string, eventIds: string[]): Promise<AttemptRow[]> {
  if (eventIds.length === 0) return [];
  return db
    .select()
    .from(webhookAttempts)
    .where(and(eq(webhookAttempts.endpointId, endpointId), inArray(webhookAttempts.eventId, eventIds)))
    .orderBy(asc(webhookAttempts.id));
}
