import { asc, eq } from 'drizzle-orm';
import { newSecret } from '../accounts/secret.js';
import { branches, contractors, users } from '../db/tables.js';
import { keepPasswordToken } from '../users/keep-password-token.js';
import type { World } from '../world.js';
import { messageIdOf } from './application-facts.js';
import { invitationMail, passwordResetMail } from './password-mail.js';

export interface PasswordMailTask {
  userId: string;
  purpose: 'invitation' | 'reset';
  /** When it was asked for: from then on the link is good for so long. */
  askedAt: string;
}

const hour = 60 * 60 * 1000;
const goodFor = { invitation: 7 * 24 * hour, reset: hour };

/**
 * The token is made here, so that it stands nowhere but in the mail. Its digest is stored before the mail leaves: should the mail
 * repeat, each link that went out is good, until one of them is used.
 */
export async function sendPasswordMail(world: World, { userId, purpose, askedAt }: PasswordMailTask): Promise<void> {
  const { db, now, entropy, publicUrl, issuer, mailer } = world;
  const expiresAt = new Date(new Date(askedAt).getTime() + goodFor[purpose]);
  const [user] = await db.select().from(users).where(eq(users.id, userId));
  if (!user || user.stoppedAt !== null || user.email === null || expiresAt <= now()) return;
  const { secret, digest } = newSecret(entropy);
  await keepPasswordToken(db, { tokenDigest: digest, userId, expiresAt }, now());
  const from = { issuer: issuer.name, branch: await branchToAsk(world, user) };
  const facts = {
    name: await addresseeOf(world, user),
    loginId: user.loginId,
    link: `${publicUrl}/password#${secret}`,
    from,
  };
  await mailer.send({
    messageId: messageIdOf(world, `password-${purpose}`, userId, String(new Date(askedAt).getTime())),
    to: user.email,
    date: now(),
    ...(purpose === 'invitation' ? invitationMail(facts) : passwordResetMail(facts)),
  });
}

type User = typeof users.$inferSelect;

async function addresseeOf({ db, issuer }: World, { name, contractorId }: User): Promise<string> {
  if (contractorId === null) return `${issuer.name}\n${name}`;
  const [company] = await db.select().from(contractors).where(eq(contractors.id, contractorId));
  return `${company!.name}\n${name}`;
}

/** An underwriter's own branch; for everybody else the first of the list. */
async function branchToAsk({ db }: World, { branches: own }: User) {
  const all = await db.select().from(branches).orderBy(asc(branches.sortOrder), asc(branches.id));
  return all.find(({ id }) => own?.includes(id)) ?? all[0]!;
}
