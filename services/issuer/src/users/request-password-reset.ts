import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { askFor } from '../outbox/ask-for.js';
import { tooEarly } from '../sessions/sign-in.js';
import { countAttempt } from '../sessions/slow-down.js';
import { findUserByLoginId } from './store.js';

/** Answers alike whether there is such a user or not: only the mail tells. Too many of them wait as attempts to sign in do. */
export async function requestPasswordReset(
  db: Database,
  { loginId, source }: { loginId: string; source: string },
  now: Date,
): Promise<void> {
  const wait = await countAttempt(db, { account: `reset ${loginId.toLowerCase()}`, source }, now);
  if (wait !== null) throw tooEarly(wait);
  const user = await findUserByLoginId(db, loginId);
  if (!user || user.stoppedAt !== null || user.email === null) return;
  const purpose = user.passwordHash === null ? 'invitation' : 'reset';
  await db.transaction(async (tx) => {
    await askFor(tx, { topic: 'send_password_mail', userId: user.id, purpose, askedAt: now.toISOString() }, now);
    await recordAct(tx, { at: now, actor: 'anyone', act: 'request_password_reset', subject: `user:${user.id}` });
  });
}
