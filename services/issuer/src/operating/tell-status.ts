import { guaranteeKindNames } from '@e-surety/domain';
import { and, eq, isNull, lte, sql } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { changeRequests, guaranteeRequests, outbox } from '../db/tables.js';
import type { Operator } from './command.js';

/** What waits, what was given up, and what is held: the first thing to look at. */
export async function tellStatus(db: Database, { now }: Operator): Promise<string> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const since = sql`coalesce(${outbox.dueAt}, ${outbox.createdAt})`;
  const [waiting] = await db
    .select({
      count: sql<number>`count(*)::int`,
      oldest: sql<number | null>`extract(epoch from ${at} - min(${since}))::int`,
    })
    .from(outbox)
    .where(and(isNull(outbox.deadAt), lte(since, at)));
  const dead = await db.select().from(outbox).where(sql`${outbox.deadAt} is not null`);
  const issues = await db.select().from(guaranteeRequests).where(eq(guaranteeRequests.status, 'held'));
  const changes = await db.select().from(changeRequests).where(eq(changeRequests.status, 'held'));
  const lines = [
    `処理待ち ${waiting!.count}件${waiting!.oldest === null ? '' : `(最も古いもの ${waiting!.oldest}秒前)`}`,
    `あきらめた処理 ${dead.length}件`,
    ...dead.map((one) => `  ${one.topic} ${one.taskKey}(${one.attempts}回、最後の誤り ${one.lastError})`),
    `発行保留 ${issues.length + changes.length}件`,
    ...issues.map((one) => `  ${one.applicationId} ${guaranteeKindNames[one.kind]}(${one.message})`),
    ...changes.map((one) => `  ${one.guaranteeNumber} の変更 ${one.id}(${one.message})`),
  ];
  return `${lines.join('\n')}\n`;
}
