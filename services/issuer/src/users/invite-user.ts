import { invalidField, transportProblem } from '@e-surety/service-kit/problems';
import { eq } from 'drizzle-orm';
import type { Static } from 'typebox';
import type { Caller } from '../accounts/caller.js';
import { demandBranch } from '../applications/demand-branch.js';
import { recordAct } from '../db/audit.js';
import { type Database, isUniqueViolation } from '../db/database.js';
import { contractors, users } from '../db/tables.js';
import { askFor } from '../outbox/ask-for.js';
import { refuse } from '../refusals.js';
import type { InvitationInput } from './schemas.js';
import type { User } from './store.js';

/** 招待: the user is there at once, and can sign in when they have set a password by the mail that they get. */
export async function inviteUser(
  db: Database,
  caller: Caller,
  input: Static<typeof InvitationInput>,
  now: Date,
): Promise<User> {
  const place = await placeOf(db, caller, input);
  const { loginId, name, email, role } = input;
  const user = await insertUser(db, { loginId, name, email, role, ...place, createdAt: now });
  await askFor(
    db,
    { topic: 'send_password_mail', userId: user.id, purpose: 'invitation', askedAt: now.toISOString() },
    now,
  );
  await recordAct(db, {
    at: now,
    actor: caller.actor,
    act: 'invite_user',
    subject: `user:${user.id}`,
    detail: { loginId, role, ...place },
  });
  return user;
}

/** Where the newcomer belongs. A company invites to itself alone; the issuer's admins to wherever there is something. */
async function placeOf(db: Database, caller: Caller, input: Static<typeof InvitationInput>) {
  if (input.role !== 'contractor') {
    if (caller.role !== 'admin') throw transportProblem('forbidden', { detail: '自社の利用者だけを招待できます。' });
    const branches = input.role === 'underwriter' ? input.branches : null;
    await demandBranches(db, branches);
    return { branches };
  }
  const { companyRole } = input;
  if (caller.role === 'contractor') {
    if ((input.contractor ?? caller.contractorId) !== caller.contractorId) {
      throw transportProblem('forbidden', { detail: '自社の利用者だけを招待できます。' });
    }
    return { contractorId: caller.contractorId, companyRole };
  }
  const [company] = await db
    .select()
    .from(contractors)
    .where(eq(contractors.id, input.contractor ?? ''));
  if (!company)
    throw invalidField(
      '/contractor',
      'unknown_contractor',
      'この会社は登録されていません。',
      'GET /v1/contractors にある id',
    );
  return { contractorId: company.id, companyRole };
}

export async function demandBranches(db: Database, branches: readonly string[] | null): Promise<void> {
  for (const [index, branch] of (branches ?? []).entries()) await demandBranch(db, branch, `/branches/${index}`);
}

async function insertUser(db: Database, row: typeof users.$inferInsert): Promise<User> {
  try {
    // A savepoint, so that a refusal leaves the caller's transaction usable.
    const [inserted] = await db.transaction((tx) => tx.insert(users).values(row).returning());
    return inserted!;
  } catch (error) {
    if (!isUniqueViolation(error, 'users_login_id_folded') && !isUniqueViolation(error, 'users_login_id_key'))
      throw error;
    const detail = 'このログインIDは使われています。';
    throw refuse('login_id_taken', {
      detail,
      errors: [{ pointer: '/loginId', in: 'body', code: 'taken', detail, expected: 'まだ使われていないログインID' }],
    });
  }
}
