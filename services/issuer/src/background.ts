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

/**
 * What the issuer does without being called: the outbox, the events to and from others, and what the clock asks for. None of it ends
 * because the database is away for a while; ending the connections of `sql` ends the listening.
 */
export function startBackground(world: World, sql: Pick<Sql, 'listen'>, log: FastifyBaseLogger): Background {
  const ask = async () => {
    try {
      await askForReminders(world.db, world.now());
      await askForPruning(world.db, world.now());
    } catch (err) {
      log.error({ err }, 'what is done by the clock was not asked for');
    }
  };
  void ask();
  const asking = setInterval(ask, reminderInterval);
  const worker = startOutboxWorker(issuerWork(world, log));
  const telling = tellOthers(world, log);
  const hear = (channel: string, { wake }: { wake(): void }) =>
    // It is tried again by itself; until then what is new is found by looking, a second later.
    sql.listen(channel, wake, wake).catch((err) => log.warn({ err }, `${channel} is not listened to yet`));
  void hear('outbox', worker);
  void hear('events', telling);
  return {
    stop: async () => {
      clearInterval(asking);
      await Promise.all([worker.stop(), telling.stop()]);
    },
  };
}
