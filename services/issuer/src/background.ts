import type { FastifyBaseLogger } from 'fastify';
import type { Sql } from 'postgres';
import { tellOthers } from './events/tell-others.js';
import { askForPruning } from './outbox/ask-for-pruning.js';
import { issuerWork } from './outbox/do-task.js';
import { startOutboxWorker } from './outbox/worker.js';
import { askForReminders, reminderInterval } from './reminders/ask-for-reminders.js';
import type { World } from './world.js';

export interface Background {
  /** Lets what has been begun be finished. */
  stop(): Promise<void>;
}

/** What the issuer does without being called: the outbox, the events to and from others, and what the clock asks for. */
export async function startBackground(
  world: World,
  sql: Pick<Sql, 'listen'>,
  log: FastifyBaseLogger,
): Promise<Background> {
  const ask = async () => {
    await askForReminders(world.db, world.now());
    await askForPruning(world.db, world.now());
  };
  const asking = setInterval(
    () => ask().catch((err) => log.error({ err }, 'what is done by the clock was not asked for')),
    reminderInterval,
  );
  const worker = startOutboxWorker(issuerWork(world, log));
  const [telling, hearing] = await Promise.all([
    tellOthers(world, sql, log),
    sql.listen('outbox', worker.wake, worker.wake),
    ask(),
  ]);
  return {
    stop: async () => {
      clearInterval(asking);
      await hearing.unlisten();
      await worker.stop();
      await telling.stop();
    },
  };
}
