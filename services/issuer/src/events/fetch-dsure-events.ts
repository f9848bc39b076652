import type { components } from '@e-surety/client/dsure';
import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { acknowledgements, dsureFeed } from '../db/tables.js';
import { askFor } from '../outbox/ask-for.js';
import type { World } from '../world.js';
import { recordEvent } from './record-event.js';

type Told = components['schemas']['Event'];

/**
 * Fetches what D-Sure tells since the place that was read last, and keeps it with that place in one transaction. Its lock lets one
 * instance at a time fetch. True where more can be fetched at once.
 */
export async function fetchDsureEvents({ db, dsure, now }: Pick<World, 'db' | 'dsure' | 'now'>): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [feed] = await tx.select().from(dsureFeed).for('update', { skipLocked: true });
    if (!feed) return false;
    const answer = await dsure.client.listEvents({
      query: { limit: '100', ...(feed.place !== null && { after: feed.place }) },
    });
    if (!answer.ok && answer.problem.code === 'cursor_unknown') {
      // D-Sure was restored from a backup: from its beginning, what is known is taken in no second time.
      await tx.update(dsureFeed).set({ place: null });
      return true;
    }
    if (!answer.ok) throw new FeedUnavailable(`${answer.status} ${answer.problem.code}`);
    for (const told of answer.data.events) await takeIn(tx, told, now());
    await tx.update(dsureFeed).set({ place: answer.data.next, fetchedAt: now() });
    return answer.data.more;
  });
}

/** What a newer D-Sure tells, and we do not know yet, is passed over. That a revision was deposited we know ourselves. */
async function takeIn(tx: Database, told: Told, now: Date): Promise<void> {
  const { id: toldByDsure, type, guaranteeNumber, revision } = told;
  const when = { at: new Date(told.at), toldByDsure };
  if (type === 'certificate.viewed') await recordEvent(tx, type, { guaranteeNumber, revision }, when);
  if (type !== 'certificate.acknowledged') return;
  const { id: acknowledgementId, result, reason, declaredBy, declaredAt } = told.acknowledgement;
  const data = { guaranteeNumber, revision, result, acknowledgementId };
  if (!(await recordEvent(tx, type, data, when))) return;
  const toldInThisHour = result === 'correction_requested' && (await wasRequestedInHourOf(tx, data, declaredAt));
  await tx.insert(acknowledgements).values({
    ...{ id: acknowledgementId, guaranteeNumber, revision, result, reason, declaredAt: new Date(declaredAt) },
    ...{ organisation: declaredBy.organisation, department: declaredBy.department, declarer: declaredBy.name },
  });
  if (result === 'correction_requested' && !toldInThisHour) {
    await askFor(tx, { topic: 'send_correction_requested_notice', acknowledgementId }, now);
  }
}

/** One mail for a guarantee and hour says that there is something to see; Net Desk shows all of it. */
async function wasRequestedInHourOf(
  tx: Database,
  { guaranteeNumber }: { guaranteeNumber: string },
  declaredAt: string,
): Promise<boolean> {
  const found = await tx
    .select({ id: acknowledgements.id })
    .from(acknowledgements)
    .where(
      and(
        eq(acknowledgements.guaranteeNumber, guaranteeNumber),
        eq(acknowledgements.result, 'correction_requested'),
        sql`date_trunc('hour', ${acknowledgements.declaredAt}) = date_trunc('hour', ${declaredAt}::timestamptz)`,
      ),
    )
    .limit(1);
  return found.length > 0;
}

class FeedUnavailable extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`D-Sure answered ${code}`);
    this.name = 'FeedUnavailable';
    this.code = code;
  }
}
