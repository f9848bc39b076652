import { and, eq } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { webhookAttempts, webhookDeliveries, webhookEndpoints } from '../db/tables.js';
import { presentEvent } from '../events/present.js';
import type { World } from '../world.js';
import { type Claim, claimDelivery } from './claim-delivery.js';
import { type Outcome, postOnce } from './post-once.js';
import { nextAttemptAt } from './retry-schedule.js';
import { validSecrets } from './secrets.js';
import { webhookHeaders } from './signature.js';

/** Nobody may ask for a longer pause than this. */
const longestPause = 60 * 60;

type Sender = Pick<World, 'db' | 'now' | 'keyring' | 'webhookTargets'>;

/** Sends the next event that is due to its endpoint, once; null when none is due. */
export async function deliverEvent(sender: Sender): Promise<Outcome | null> {
  const { db, now, webhookTargets: targets } = sender;
  const claim = await claimDelivery(db, now());
  if (claim === null) return null;
  const { endpoint, event } = claim;
  const at = now();
  const body = JSON.stringify(presentEvent(event));
  const headers = {
    ...{ 'content-type': 'application/json; charset=utf-8', 'user-agent': 'e-surety-webhooks/1' },
    ...webhookHeaders({ id: event.id, body, at }, validSecrets(sender, endpoint, at)),
  };
  const begun = performance.now();
  const outcome = await postOnce({ url: endpoint.url, headers, body, targets });
  await record(db, claim, { outcome, at, durationMs: Math.round(performance.now() - begun) }, now());
  return outcome;
}

interface Attempt {
  outcome: Outcome;
  at: Date;
  durationMs: number;
}

/** What became of the attempt. A replay that was asked for meanwhile stays: it is another delivery. */
async function record(
  db: Database,
  { endpoint, event, delivery }: Claim,
  { outcome, at, durationMs }: Attempt,
  now: Date,
): Promise<void> {
  const { status, failure, retryAfter } = outcome;
  const next = nextAttemptAt(delivery.attempts, now, Math.random());
  const state = failure === null ? 'delivered' : next === null ? 'failed' : 'pending';
  await db.transaction(async (tx) => {
    const [freed] = await tx
      .update(webhookEndpoints)
      .set({ busyUntil: new Date(now.getTime() + Math.min(retryAfter ?? 0, longestPause) * 1000) })
      .where(eq(webhookEndpoints.id, endpoint.id))
      .returning({ disabledAt: webhookEndpoints.disabledAt });
    if (!freed) return; // removed meanwhile, and its deliveries with it
    await tx
      .insert(webhookAttempts)
      .values({ endpointId: endpoint.id, eventId: event.id, at, status, failure, durationMs });
    await tx
      .update(webhookDeliveries)
      .set({ state, ...(state === 'pending' && { nextAt: next! }) })
      .where(
        and(
          eq(webhookDeliveries.endpointId, endpoint.id),
          eq(webhookDeliveries.eventId, event.id),
          eq(webhookDeliveries.attempts, delivery.attempts),
        ),
      );
    if (status === 410 && freed.disabledAt === null) {
      await tx
        .update(webhookEndpoints)
        .set({ disabledAt: now, disabledBecause: 'gone', version: endpoint.version + 1, updatedAt: now })
        .where(eq(webhookEndpoints.id, endpoint.id));
    }
  });
}
