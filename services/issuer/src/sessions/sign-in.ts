import { verifyPassword } from '../accounts/password.js';
import { recordAct } from '../db/audit.js';
import { refuse } from '../refusals.js';
import { findUserByLoginId, type User } from '../users/store.js';
import type { World } from '../world.js';
import { countAttempt, forgetAttempt } from './slow-down.js';
import { openSession } from './store.js';

/** ログイン. The same refusal, after the same work, for an unknown log-in id, a wrong password and a user who was stopped. */
export async function signIn(
  { db, now, entropy }: Pick<World, 'db' | 'now' | 'entropy'>,
  { loginId, password, source }: { loginId: string; password: string; source: string },
): Promise<{ token: string; user: User }> {
  const attempt = { account: loginId.toLowerCase(), source };
  const wait = await countAttempt(db, attempt, now());
  if (wait !== null) throw tooEarly(wait);
  const user = await findUserByLoginId(db, loginId);
  const right = await verifyPassword(user?.passwordHash ?? null, password);
  if (!user || !right || user.stoppedAt !== null) throw refuse('sign_in_failed');
  await forgetAttempt(db, attempt);
  const token = await db.transaction(async (tx) => {
    await recordAct(tx, { at: now(), actor: `user:${user.id}`, act: 'sign_in', subject: `user:${user.id}` });
    return openSession(tx, { userId: user.id, entropy, now: now() });
  });
  return { token, user };
}

export const tooEarly = (seconds: number) =>
  refuse('too_many_attempts', {
    detail: `${seconds}秒たってからもう一度お試しください。`,
    headers: { 'retry-after': String(seconds) },
  });
