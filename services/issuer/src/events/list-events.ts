import { cursorOf, type FeedPlace } from '@e-surety/service-kit/feed';
import type { Sight } from '../accounts/caller.js';
import type { Database } from '../db/database.js';
import { refuse } from '../refusals.js';
import { placeEvents } from './place-events.js';
import { type EventRow, eventsAfter, isPlace } from './store.js';

/** What happened since the caller asked last, the oldest first, of all that it may see. */
export async function listEvents(
  db: Database,
  sight: Sight,
  { after, limit, now }: { after: FeedPlace | null; limit: number; now: Date },
): Promise<{ rows: EventRow[]; next: string | null; more: boolean }> {
  await placeEvents(db, now);
  if (after !== null && !(await isPlace(db, after))) throw refuse('cursor_unknown');
  const found = await eventsAfter(db, sight, after?.position ?? 0, limit + 1);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const place = last ? { position: last.position!, id: last.id } : after;
  return { rows, next: place && cursorOf(place), more: found.length > limit };
}
