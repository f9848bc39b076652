import { eq } from 'drizzle-orm';
import type { Caller } from '../accounts/caller.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { passwordTokens, users } from '../db/tables.js';
import { refuse } from '../refusals.js';
import { closeSessionsOf } from '../sessions/store.js';
import { demandAnotherAdmin } from './change-user.js';
import type { User } from './store.js';

/** 利用停止: signed out everywhere at once, and no mail lets them in again. What they did keeps their name. */
export async function stopUser(db: Database, caller: Caller, user: User, now: Date): Promise<User> {
  if (user.id === caller.user?.id) throw refuse('cannot_stop_oneself');
  // The issuer's admins may stop whoever they have to.
  if (caller.role === 'contractor') await demandAnotherAdmin(db, user);
  const [stopped] = await db
    .update(users)
    .set({ stoppedAt: user.stoppedAt ?? now, stoppedBy: stoppedBy(caller, user), version: user.version + 1 })
    .where(eq(users.id, user.id))
    .returning();
  await closeSessionsOf(db, user.id);
  await db.delete(passwordTokens).where(eq(passwordTokens.userId, user.id));
  await recordAct(db, { at: now, actor: caller.actor, act: 'stop_user', subject: `user:${user.id}` });
  return stopped!;
}

/** Whom the issuer has stopped stays stopped by it, even if the company says so as well. */
const stoppedBy = ({ role }: Caller, user: User) =>
  user.stoppedAt !== null && role === 'contractor' ? user.stoppedBy : role;
