import { invalidField } from '@e-surety/service-kit/problems';
import { sql } from 'drizzle-orm';
import type { Static } from 'typebox';
import type { Applicant } from '../accounts/caller.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { placeEvents } from '../events/place-events.js';
import { readInstant } from '../paging.js';
import { refuse } from '../refusals.js';
import type { ReplayInput } from './schemas.js';
import type { EndpointRow } from './store.js';

/** 再送: one event, or all of an endpoint's choice since a time, also those from before it was registered. Begins with the first attempt again. */
export async function replayEvents(
  tx: Database,
  { actor }: Applicant,
  { id, contractorId, eventTypes }: EndpointRow,
  asked: Static<typeof ReplayInput>,
  now: Date,
): Promise<number> {
  await placeEvents(tx, now);
  const chosen =
    'eventId' in asked
      ? sql`v.id = ${asked.eventId}::uuid`
      : sql`v.at >= ${instantIn(asked.since).toISOString()}::timestamptz
            and (${eventTypes === null} or v.type = any(${sql.param(eventTypes ?? [])}::text[]))`;
  const at = now.toISOString();
  const queued = await tx.execute(sql`
    insert into webhook_deliveries (endpoint_id, event_id, next_at, created_at)
    select ${id}::uuid, v.id, ${at}::timestamptz, ${at}::timestamptz from events v
     where v.contractor_id = ${contractorId} and v.position is not null and ${chosen}
    on conflict (endpoint_id, event_id) do update
       set state = 'pending', attempts = 0, next_at = excluded.next_at
    returning event_id`);
  if ('eventId' in asked && queued.length === 0) throw refuse('event_not_found');
  await tx.execute(sql`select pg_notify('events', '')`);
  const detail = { ...asked, events: queued.length };
  await recordAct(tx, { at: now, actor, act: 'replay_events', subject: `webhook:${id}`, detail });
  return queued.length;
}

function instantIn(typed: string): Date {
  const instant = readInstant(typed);
  if (instant !== null) return instant;
  throw invalidField('/since', 'not_an_instant', '日時として読めません。', '例: 2026-11-10T09:00:00+09:00');
}
