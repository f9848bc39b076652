import type { FastifyBaseLogger } from 'fastify';
import { type Loops, startLoops } from '../outbox/loops.js';
import { deliverEvent } from '../webhooks/deliver-event.js';
import type { World } from '../world.js';
import { fetchDsureEvents } from './fetch-dsure-events.js';
import { placeEvents } from './place-events.js';

const pollDsureEvery = 2000;
const attemptsAtOnce = 4;

/** Fetches what D-Sure tells, and sends what happened to webhooks, woken for each new event; until it is stopped. */
export function tellOthers(world: World, log: FastifyBaseLogger): Loops {
  const fetching = startLoops(() => fetchDsureEvents(world), {
    rest: pollDsureEvery,
    onBroken: (err) => log.warn({ err }, "D-Sure's events were not fetched"),
  });
  const sending = startLoops(() => placeAndSend(world), {
    slots: attemptsAtOnce,
    onBroken: (err) => log.error({ err }, 'events were not sent to webhooks'),
  });
  return {
    wake: sending.wake,
    stop: async () => {
      await Promise.all([fetching.stop(), sending.stop()]);
    },
  };
}

/** What is to be sent is queued when it gets its place. */
async function placeAndSend(world: World): Promise<boolean> {
  await placeEvents(world.db, world.now());
  return (await deliverEvent(world)) !== null;
}
