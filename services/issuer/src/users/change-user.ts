import { invalidField } from '@e-surety/service-kit/problems';
import { and, eq, isNull, ne } from 'drizzle-orm';
import type { Static } from 'typebox';
import type { Caller } from '../accounts/caller.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { users } from '../db/tables.js';
import { refuse } from '../refusals.js';
import { demandBranches } from './invite-user.js';
import type { UserPatch } from './schemas.js';
import type { User } from './store.js';

/** Another name or address, another place in the company, other branches; it holds from the user's next request on. */
export async function changeUser(
  db: Database,
  caller: Caller,
  user: User,
  patch: Static<typeof UserPatch>,
  now: Date,
): Promise<User> {
  if (patch.companyRole !== undefined && user.role !== 'contractor') throw misplaced('companyRole', '受注者の利用者');
  if (patch.branches !== undefined) {
    if (caller.role !== 'admin' || user.role !== 'underwriter') throw misplaced('branches', '審査担当者');
    await demandBranches(db, patch.branches);
  }
  if (patch.companyRole === 'applicant' && user.companyRole === 'company_admin') await demandAnotherAdmin(db, user);
  const [changed] = await db
    .update(users)
    .set({ ...patch, version: user.version + 1 })
    .where(eq(users.id, user.id))
    .returning();
  const detail = { ...patch };
  await recordAct(db, { at: now, actor: caller.actor, act: 'change_user', subject: `user:${user.id}`, detail });
  return changed!;
}

const misplaced = (member: string, whose: string) =>
  invalidField(`/${member}`, 'misplaced', `${whose}にだけある項目です。`, 'この項目を送らない');

/** A company is never left without somebody who can look after its users. */
export async function demandAnotherAdmin(db: Database, user: User): Promise<void> {
  if (user.companyRole !== 'company_admin' || user.contractorId === null) return;
  const others = await db
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.contractorId, user.contractorId),
        eq(users.companyRole, 'company_admin'),
        isNull(users.stoppedAt),
        ne(users.id, user.id),
      ),
    )
    .for('update');
  if (others.length === 0) throw refuse('last_company_admin');
}
