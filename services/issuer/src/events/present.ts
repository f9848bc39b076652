import type { Static } from 'typebox';
import { eventCatalogue } from './catalogue.js';
import type { EventSchema, TimelineEntry } from './schemas.js';
import type { EventRow, TimelineRow } from './store.js';

/** An event as it is told, whether by feed or by webhook. */
export function presentEvent({ id, type, at, data }: EventRow): Static<typeof EventSchema> {
  return { id, type, timestamp: at.toISOString(), data } as Static<typeof EventSchema>;
}

export function presentTimelineEntry({ event, acknowledgement }: TimelineRow): Static<typeof TimelineEntry> {
  return {
    event: presentEvent(event),
    title: eventCatalogue[event.type].title,
    acknowledgement: acknowledgement && {
      result: acknowledgement.result,
      reason: acknowledgement.reason,
      declaredBy: {
        organisation: acknowledgement.organisation,
        department: acknowledgement.department,
        name: acknowledgement.declarer,
      },
    },
  };
}
