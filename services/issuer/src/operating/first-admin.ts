import { randomBytes } from 'node:crypto';
import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { newSecret } from '../accounts/secret.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { users } from '../db/tables.js';
import { keepPasswordToken } from '../users/keep-password-token.js';
import { findUserByLoginId, type User } from '../users/store.js';
import { type Operator, OperatorError, optionOf } from './command.js';

const goodForHours = 24;

/**
 * The first administrator, who then invites all others. No password passes through here: the link that is shown lets one be set,
 * once. Only as long as no administrator can sign in, so that it is no second way past them.
 */
export async function makeFirstAdmin(db: Database, operator: Operator): Promise<string> {
  const { now, dryRun, environment } = operator;
  const asked = {
    loginId: optionOf(operator, 'login-id'),
    name: optionOf(operator, 'name'),
    email: optionOf(operator, 'email'),
  };
  const able = and(eq(users.role, 'admin'), isNull(users.stoppedAt), isNotNull(users.passwordHash));
  const [other] = await db.select().from(users).where(able);
  if (other)
    throw new OperatorError(`管理者 ${other.loginId} がいます。新しい管理者は、その方に招待してもらってください。`);
  const user = await newcomer(db, asked, now);
  const { secret, digest } = newSecret(randomBytes);
  const expiresAt = new Date(now.getTime() + goodForHours * 60 * 60 * 1000);
  await keepPasswordToken(db, { tokenDigest: digest, userId: user.id, expiresAt }, now);
  const subject = `user:${user.id}`;
  await recordAct(db, {
    at: now,
    actor: 'command',
    act: 'make_first_admin',
    subject,
    detail: { loginId: user.loginId },
  });
  const address = (environment.PUBLIC_URL || 'http://127.0.0.1:4100').replace(/\/+$/, '');
  const link = dryRun ? '(リンクは、実行したときに表示します)' : `${address}/password#${secret}`;
  return `管理者 ${user.loginId} を登録しました。次のリンクでパスワードを決めてください(${goodForHours}時間、一度だけ使えます)。\n  ${link}\n`;
}

/** Who was registered before, and never set a password, gets another link. */
async function newcomer(
  db: Database,
  asked: { loginId: string; name: string; email: string },
  now: Date,
): Promise<User> {
  const known = await findUserByLoginId(db, asked.loginId);
  if (known && (known.role !== 'admin' || known.stoppedAt !== null))
    throw new OperatorError(`ログインID ${asked.loginId} は、ほかの利用者が使っています。`);
  if (known) return known;
  const [inserted] = await db
    .insert(users)
    .values({ ...asked, role: 'admin', createdAt: now })
    .returning();
  return inserted!;
}
