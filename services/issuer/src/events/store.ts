import type { FeedPlace } from '@e-surety/service-kit/feed';
import { and, asc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { Sight } from '../accounts/caller.js';
import type { Database } from '../db/database.js';
import { acknowledgements, events } from '../db/tables.js';
import { eachBranch } from '../each-branch.js';
import type { GuaranteeRow } from '../guarantees/store.js';

export type EventRow = typeof events.$inferSelect;
export type AcknowledgementRow = typeof acknowledgements.$inferSelect;

/** Those that have their place in the feed and are within sight, in the order of their places; an event is of its application's branch. */
export function eventsAfter(
  db: Database,
  { contractorId, branches }: Sight,
  after: number,
  limit: number,
): Promise<EventRow[]> {
  const order = sql`position`;
  const later = and(
    gt(events.position, after),
    contractorId === null ? undefined : eq(events.contractorId, contractorId),
  );
  const page = eachBranch(branches, events.branch, {
    ...{ order, limit },
    pageOf: (ofBranch) =>
      sql`select id, position from events where ${and(later, ofBranch)} order by ${order} limit ${limit}`,
  });
  return db
    .select()
    .from(events)
    .where(sql`${events.id} in (select id from (${page}) page)`)
    .orderBy(asc(events.position));
}

export async function isPlace(db: Database, { position, id }: FeedPlace): Promise<boolean> {
  const rows = await db
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.position, position), eq(events.id, id)));
  return rows.length > 0;
}

export interface TimelineRow {
  event: EventRow;
  acknowledgement: AcknowledgementRow | null;
}

/** What happened to a guarantee, and to what was asked for before it had a number. */
export function eventsOfGuarantee(
  db: Database,
  { guaranteeNumber, applicationId, kind }: GuaranteeRow,
  after: number,
  limit: number,
): Promise<TimelineRow[]> {
  return db
    .select({ event: events, acknowledgement: acknowledgements })
    .from(events)
    .leftJoin(
      acknowledgements,
      and(
        eq(acknowledgements.guaranteeNumber, events.guaranteeNumber),
        sql`${acknowledgements.id}::text = ${events.data}->>'acknowledgementId'`,
      ),
    )
    .where(
      and(
        gt(events.position, after),
        or(
          eq(events.guaranteeNumber, guaranteeNumber),
          and(
            eq(events.applicationId, applicationId),
            isNull(events.guaranteeNumber),
            or(isNull(events.kind), eq(events.kind, kind)),
          ),
        ),
      ),
    )
    .orderBy(asc(events.position))
    .limit(limit);
}
