import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.js';

/** Queues events for every endpoint of their company that wants them; in the transaction that gives them their places. */
export async function queueDeliveries(tx: Database, eventIds: string[], now: Date): Promise<void> {
  await tx.execute(sql`
    insert into webhook_deliveries (endpoint_id, event_id, next_at, created_at)
    select e.id, v.id, ${now.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz
      from events v
      join webhook_endpoints e on e.contractor_id = v.contractor_id and e.disabled_at is null
       and (e.event_types is null or v.type = any(e.event_types))
     where v.id = any(${sql.param(eventIds)}::uuid[])
    on conflict do nothing`);
}
