import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { outbox } from '../db/tables.js';
import type { Task } from '../outbox/tasks.js';
import type { Operator } from './command.js';

/** Tasks that were given up are tried again from now on, as if they were new. `--topic`: only those of one kind. */
export async function redriveOutbox(db: Database, { options, now }: Operator): Promise<string> {
  const topic = options.topic as Task['topic'] | undefined;
  const again = await db
    .update(outbox)
    .set({ deadAt: null, attempts: 0, nextAt: now, dueAt: now })
    .where(and(isNotNull(outbox.deadAt), topic === undefined ? undefined : eq(outbox.topic, topic)))
    .returning({ topic: outbox.topic, taskKey: outbox.taskKey, lastError: outbox.lastError });
  if (again.length === 0) return 'あきらめた処理はありません。\n';
  await db.execute(sql`select pg_notify('outbox', '')`);
  const subject = again.map((one) => `${one.topic} ${one.taskKey}`).join(', ');
  await recordAct(db, {
    at: now,
    actor: 'command',
    act: 'redrive_outbox',
    subject: 'outbox',
    detail: { tasks: subject },
  });
  const lines = again.map((one) => `  ${one.topic} ${one.taskKey}(最後の誤り ${one.lastError ?? 'なし'})`);
  return `${[...lines, `${again.length}件を、もう一度処理します。`].join('\n')}\n`;
}
