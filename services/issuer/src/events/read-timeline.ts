import type { Database } from '../db/database.js';
import type { GuaranteeRow } from '../guarantees/store.js';
import { placeEvents } from './place-events.js';
import { eventsOfGuarantee, type TimelineRow } from './store.js';

/** A guarantee's life so far, from what became of its application on, in the order in which it happened. */
export async function readTimeline(
  db: Database,
  guarantee: GuaranteeRow,
  { after, limit, now }: { after: number; limit: number; now: Date },
): Promise<TimelineRow[]> {
  await placeEvents(db, now);
  return eventsOfGuarantee(db, guarantee, after, limit);
}
