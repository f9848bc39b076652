import { randomUUID } from 'node:crypto';
import { withRequestId } from '@e-surety/service-kit/request-id';
import { and, asc, eq, isNull, lte } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { outbox } from '../db/tables.js';
import { type Loops, startLoops } from './loops.js';
import type { Task } from './tasks.js';

/** Does one task. `tx` is the transaction that holds the claim: what must commit with "done" is written through it. */
export type DoTask = (task: Task, tx: Database) => Promise<void>;

/** After so many attempts (two days) a person has to look. */
const giveUpAfter = 60;
const longestPause = 60 * 60 * 1000;

export interface Attempt {
  attempts: number;
  /** Since it could be done. */
  lagSeconds: number;
  requestId: string;
}

export interface Work {
  db: Database;
  now: () => Date;
  doTask: DoTask;
  /** Told of every attempt. */
  onDone: (task: Task, attempt: Attempt) => void;
  onFailure: (task: Task, attempt: Attempt & { givenUp: boolean }, error: unknown) => void;
  /** Told when not even a claim was possible: the database is away. */
  onBroken: (error: unknown) => void;
}

/**
 * Claims the next due task and does it; false when none is due. The claim is a row lock of an open transaction, so the
 * death of this process or its connection frees the task at once, without a lease to wait for.
 */
export async function doNextTask({ db, now, doTask, onDone, onFailure }: Work): Promise<boolean> {
  const claim: { row?: typeof outbox.$inferSelect; requestId: string } = { requestId: randomUUID() };
  const attemptAt = ({ attempts, dueAt, createdAt }: typeof outbox.$inferSelect) => ({
    attempts: attempts + 1,
    lagSeconds: Math.max(0, now().getTime() - (dueAt ?? createdAt).getTime()) / 1000,
    requestId: claim.requestId,
  });
  try {
    await db.transaction(async (tx) => {
      const [row] = await tx
        .select()
        .from(outbox)
        .where(and(isNull(outbox.deadAt), lte(outbox.nextAt, now())))
        .orderBy(asc(outbox.nextAt), asc(outbox.id))
        .limit(1)
        .for('update', { skipLocked: true });
      if (!row) return;
      claim.row = row;
      claim.requestId = row.requestId ?? claim.requestId;
      await withRequestId(claim.requestId, () => doTask(row.task, tx));
      await tx.delete(outbox).where(eq(outbox.id, row.id));
    });
  } catch (error) {
    if (!claim.row) throw error;
    const givenUp = await postpone(db, claim.row, now(), error);
    onFailure(claim.row.task, { ...attemptAt(claim.row), givenUp }, error);
    return true;
  }
  if (claim.row) onDone(claim.row.task, attemptAt(claim.row));
  return claim.row !== undefined;
}

/** Doubles the pause, from half a second to an hour, with jitter so that many tasks do not come back as one wave. */
async function postpone(db: Database, row: typeof outbox.$inferSelect, now: Date, error: unknown): Promise<boolean> {
  const attempts = row.attempts + 1;
  const givenUp = attempts >= giveUpAfter;
  const pause = Math.min(500 * 2 ** row.attempts, longestPause) * (0.75 + Math.random() / 2);
  await db
    .update(outbox)
    .set({
      attempts,
      nextAt: new Date(now.getTime() + pause),
      lastError: errorCodeOf(error),
      deadAt: givenUp ? now : null,
    })
    .where(eq(outbox.id, row.id));
  return givenUp;
}

/** A code or a name, never a message: messages of drivers repeat parameters. */
function errorCodeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { code } = error as Error & { code?: unknown };
  if (typeof code === 'string') return code;
  return error.cause instanceof Error ? errorCodeOf(error.cause) : error.name;
}

/** Works the outbox in `slots` parallel loops. */
export function startOutboxWorker(work: Work, slots = 2): Loops {
  return startLoops(() => doNextTask(work), { slots, onBroken: work.onBroken });
}
