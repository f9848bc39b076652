import { numberCommitted } from '@e-surety/service-kit/feed';
import type { Database } from '../db/database.js';
import type { GuaranteeRow } from '../guarantees/store.js';
import { eventsOfGuarantee, type TimelineRow } from './store.js';

/** A guarantee's life so far, from what became of its application on, in the order in which it happened. */
export async function readTimeline(
  db: Database,
  guarantee: GuaranteeRow,
  { after, limit }: { after: number; limit: number },
): Promise<TimelineRow[]> {
  await numberCommitted(db);
  return eventsOfGuarantee(db, guarantee, after, limit);
}
