import { transportProblem } from '@e-surety/service-kit/problems';
import { eq } from 'drizzle-orm';
import type { Caller } from '../accounts/caller.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { users } from '../db/tables.js';
import type { User } from './store.js';

/** 利用再開: with the password that they had, or the invitation asked for anew. Whom the issuer stopped a company does not let in. */
export async function reinstateUser(db: Database, caller: Caller, user: User, now: Date): Promise<User> {
  if (user.stoppedAt === null) return user;
  if (caller.role === 'contractor' && user.stoppedBy !== 'contractor') {
    throw transportProblem('forbidden', { detail: '保証事業会社が停止した利用者です。支店にご連絡ください。' });
  }
  const [reinstated] = await db
    .update(users)
    .set({ stoppedAt: null, stoppedBy: null, version: user.version + 1 })
    .where(eq(users.id, user.id))
    .returning();
  await recordAct(db, { at: now, actor: caller.actor, act: 'reinstate_user', subject: `user:${user.id}` });
  return reinstated!;
}
