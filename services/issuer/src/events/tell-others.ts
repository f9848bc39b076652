import type { FastifyBaseLogger } from 'fastify';
import type { Sql } from 'postgres';
import { startLoops } from '../outbox/loops.js';
import { deliverEvent } from '../webhooks/deliver-event.js';
import type { World } from '../world.js';
import { fetchDsureEvents } from './fetch-dsure-events.js';
import { placeEvents } from './place-events.js';

const pollDsureEvery = 2000;
const attemptsAtOnce = 4;

/** Fetches what D-Sure tells, and sends what happened to webhooks, woken by each new event; until it is stopped. */
export async function tellOthers(
  world: World,
  sql: Pick<Sql, 'listen'>,
  log: FastifyBaseLogger,
): Promise<{ stop(): Promise<void> }> {
  const fetching = startLoops(() => fetchDsureEvents(world), {
    rest: pollDsureEvery,
    onBroken: (err) => log.warn({ err }, "D-Sure's events were not fetched"),
  });
  const sending = startLoops(() => placeAndSend(world), {
    slots: attemptsAtOnce,
    onBroken: (err) => log.error({ err }, 'events were not sent to webhooks'),
  });
  const { unlisten } = await sql.listen('events', sending.wake, sending.wake);
  return {
    stop: async () => {
      await unlisten();
      await Promise.all([fetching.stop(), sending.stop()]);
    },
  };
}

/** What is to be sent is queued when it gets its place. */
async function placeAndSend(world: World): Promise<boolean> {
  await placeEvents(world.db, world.now());
  return (await deliverEvent(world)) !== null;
}
