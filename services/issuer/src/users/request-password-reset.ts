import type { Database } from '../db/database.js';
import { askFor } from '../outbox/ask-for.js';
import { tooEarly } from '../sessions/sign-in.js';
import { countAttempt } from '../sessions/slow-down.js';
import { loginDigestOf } from './store.js';

/**
 * Answers alike, and after the same work, whether there is such a user or not: only the mail tells. Who it is, is looked up by the task.
 * Too many of them wait as attempts to sign in do.
 */
export async function requestPasswordReset(
  db: Database,
  { loginId, source }: { loginId: string; source: string },
  now: Date,
): Promise<void> {
  const wait = await countAttempt(db, { account: `reset ${loginId.toLowerCase()}`, source }, now);
  if (wait !== null) throw tooEarly(wait);
  const task = {
    topic: 'answer_password_reset',
    loginDigest: loginDigestOf(loginId),
    askedAt: now.toISOString(),
  } as const;
  await db.transaction((tx) => askFor(tx, task, now));
}
