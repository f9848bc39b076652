import { currentRequestId } from '@e-surety/service-kit/request-id';
import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { outbox } from '../db/tables.js';
import { type Task, taskKeyOf } from './tasks.js';

/**
 * Asks for a task in the caller's transaction, to be done now or when its time comes; the notification leaves with the commit and
 * only wakes the workers.
 */
export async function askFor(db: Database, task: Task, now: Date, at: Date = now): Promise<void> {
  await db
    .insert(outbox)
    .values({
      topic: task.topic,
      taskKey: taskKeyOf(task),
      task,
      nextAt: at,
      dueAt: at,
      createdAt: now,
      requestId: currentRequestId() ?? null,
    })
    .onConflictDoNothing();
  await db.execute(sql`select pg_notify('outbox', '')`);
}
