import { Refusal } from '@e-surety/domain';
import { cursorOf, type FeedPlace, numberCommitted } from '@e-surety/service-kit/feed';
import type { Database } from '@e-surety/service-kit/postgres';
import type { DsureRefusalCode } from '../refusals.js';
import { type EventRow, eventsOf, isPlaceOf } from './store.js';

/** What happened to the certificates of one issuer since it asked last, the oldest first. */
export async function listEvents(
  db: Database,
  issuerId: string,
  { after, limit }: { after: FeedPlace | null; limit: number },
): Promise<{ rows: EventRow[]; next: string | null; more: boolean }> {
  await numberCommitted(db);
  if (after !== null && !(await isPlaceOf(db, issuerId, after))) {
    throw new Refusal<DsureRefusalCode>('cursor_unknown', {}, '/after');
  }
  const found = await eventsOf(db, issuerId, after?.position ?? 0, limit + 1);
  const rows = found.slice(0, limit);
  const last = rows.at(-1)?.event;
  const place = last ? { position: last.position!, id: last.id } : after;
  return { rows, next: place && cursorOf(place), more: found.length > limit };
}
