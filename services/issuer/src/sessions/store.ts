import { and, eq, gt, isNull, lt } from 'drizzle-orm';
import type { Caller } from '../accounts/caller.js';
import { scopesOfPerson } from '../accounts/roles.js';
import { newSecret, secretDigest } from '../accounts/secret.js';
import type { Database } from '../db/database.js';
import { sessions, users } from '../db/tables.js';
import type { User } from '../users/store.js';

const minute = 60_000;
/** A working day, and no longer than an hour without doing anything. */
const endsAfter = 12 * 60 * minute;
const idleAfter = 60 * minute;

/** Opens a session; the token goes to the browser, and only its digest stays here. */
export async function openSession(
  db: Database,
  { userId, entropy, now }: { userId: string; entropy: (bytes: number) => Uint8Array; now: Date },
): Promise<string> {
  const { secret, digest } = newSecret(entropy);
  await db.delete(sessions).where(lt(sessions.createdAt, new Date(now.getTime() - endsAfter)));
  await db.insert(sessions).values({ tokenDigest: digest, userId, createdAt: now, lastSeenAt: now });
  return secret;
}

/** Who has the session: read anew each time, so that who is stopped or moved is so at once. */
export async function callerOfSession(db: Database, token: string, now: Date): Promise<Caller | null> {
  const tokenDigest = secretDigest(token);
  const [row] = await db
    .select({ user: users, lastSeenAt: sessions.lastSeenAt })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.tokenDigest, tokenDigest),
        gt(sessions.createdAt, new Date(now.getTime() - endsAfter)),
        gt(sessions.lastSeenAt, new Date(now.getTime() - idleAfter)),
        isNull(users.stoppedAt),
      ),
    );
  if (!row) return null;
  // To the minute is enough, and saves a write for most requests.
  if (now.getTime() - row.lastSeenAt.getTime() > minute) {
    await db.update(sessions).set({ lastSeenAt: now }).where(eq(sessions.tokenDigest, tokenDigest));
  }
  return callerOfUser(row.user);
}

function callerOfUser({ id, loginId, name, role, companyRole, contractorId, branches }: User): Caller {
  const common = {
    actor: `user:${id}`,
    clientId: null,
    user: { id, loginId, name },
    scopes: scopesOfPerson(role, companyRole),
  };
  if (role === 'contractor') return { ...common, role, contractorId: contractorId! };
  return role === 'underwriter' ? { ...common, role, branches } : { ...common, role };
}

export async function closeSession(db: Database, token: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.tokenDigest, secretDigest(token)));
}

/** Signs somebody out wherever they are signed in. */
export async function closeSessionsOf(db: Database, userId: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.userId, userId));
}
