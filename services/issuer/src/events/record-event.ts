import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import type { EventData, EventType } from './catalogue.js';

/**
 * Records what happened, in the transaction in which it does; the notification leaves with the commit and only wakes. `toldByDsure`:
 * its id there. False where that was taken in before, or is about a guarantee that is not ours.
 */
export async function recordEvent<T extends EventType>(
  tx: Database,
  type: T,
  data: EventData<T>,
  { at, toldByDsure = null }: { at: Date; toldByDsure?: string | null },
): Promise<boolean> {
  const recorded = await tx.execute(sql`
    insert into events (type, data, at, told_by_dsure, contractor_id, application_id, kind, guarantee_number)
    select ${type}, ${JSON.stringify(data)}::jsonb, ${at.toISOString()}::timestamptz, ${toldByDsure}::uuid, ${subjectOf(data)}
    on conflict (told_by_dsure) do nothing
    returning id`);
  await tx.execute(sql`select pg_notify('events', '')`);
  return recorded.length > 0;
}

/** Whose it is, found by what the data names. */
function subjectOf(data: { guaranteeNumber?: string; applicationId?: string; kind?: string }): SQL {
  return data.guaranteeNumber === undefined
    ? sql`contractor_id, id, ${data.kind ?? null}, null from applications where id = ${data.applicationId}`
    : sql`contractor_id, application_id, kind, guarantee_number from guarantees where guarantee_number = ${data.guaranteeNumber}`;
}
