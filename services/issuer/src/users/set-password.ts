import { and, eq, gt, isNull } from 'drizzle-orm';
import { hashPassword } from '../accounts/password.js';
import { secretDigest } from '../accounts/secret.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { passwordTokens, users } from '../db/tables.js';
import { refuse } from '../refusals.js';
import { closeSessionsOf } from '../sessions/store.js';

/** By the token of a mail, once; whoever was signed in with the old password is signed out. */
export async function setPassword(
  db: Database,
  { token, password }: { token: string; password: string },
  now: Date,
): Promise<void> {
  const tokenDigest = secretDigest(token);
  const usable = and(eq(passwordTokens.tokenDigest, tokenDigest), gt(passwordTokens.expiresAt, now));
  // Looked at before the slow hash, and again in the transaction: a wrong token costs us nothing.
  const [known] = await db.select().from(passwordTokens).where(usable);
  if (!known) throw refuse('password_token_invalid');
  const passwordHash = await hashPassword(password);
  await db.transaction(async (tx) => {
    // The user before their tokens, as whoever stops them does.
    const [user] = await tx
      .update(users)
      .set({ passwordHash })
      .where(and(eq(users.id, known.userId), isNull(users.stoppedAt)))
      .returning();
    const [used] = await tx.delete(passwordTokens).where(usable).returning();
    if (!used || !user) throw refuse('password_token_invalid');
    await tx.delete(passwordTokens).where(eq(passwordTokens.userId, user.id));
    await closeSessionsOf(tx, user.id);
    await recordAct(tx, { at: now, actor: `user:${user.id}`, act: 'set_password', subject: `user:${user.id}` });
  });
}
