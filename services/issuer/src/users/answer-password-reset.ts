import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { askFor } from '../outbox/ask-for.js';
import { findUserByLoginDigest } from './store.js';

export interface PasswordReset {
  /** Of the login that was typed, which may be anything: it stands in no task in clear. */
  loginDigest: string;
  askedAt: string;
}

/** Sends the mail that was asked for, if there is anybody to send it to. */
export async function answerPasswordReset(
  db: Database,
  { loginDigest, askedAt }: PasswordReset,
  now: Date,
): Promise<void> {
  const user = await findUserByLoginDigest(db, loginDigest);
  if (!user || user.stoppedAt !== null || user.email === null) return;
  const purpose = user.passwordHash === null ? 'invitation' : 'reset';
  await askFor(db, { topic: 'send_password_mail', userId: user.id, purpose, askedAt }, now);
  await recordAct(db, { at: now, actor: 'anyone', act: 'request_password_reset', subject: `user:${user.id}` });
}
