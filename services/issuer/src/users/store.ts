import { createHash } from 'node:crypto';
import { lockByName } from '@e-surety/service-kit/postgres';
import { and, desc, eq, ilike, like, or, sql } from 'drizzle-orm';
import { type Caller, ownOnly } from '../accounts/caller.js';
import type { Role } from '../accounts/roles.js';
import type { Database } from '../db/database.js';
import { users } from '../db/tables.js';
import { earlierThan } from '../paging.js';
import { refuse } from '../refusals.js';

export type User = typeof users.$inferSelect;

/** A company sees its own users. One of another company is as unknown as one that does not exist. */
export async function findOwnUser(db: Database, id: string, caller: Caller): Promise<User> {
  const [user] = await db.select().from(users).where(own(id, caller));
  if (!user) throw refuse('user_not_found');
  return user;
}

/**
 * The same, to be changed. Those of one company are changed one after the other: two who stop each other would wait for each other, or
 * both find that the other one stays.
 */
export async function lockOwnUser(tx: Database, id: string, caller: Caller): Promise<User> {
  const { contractorId } = await findOwnUser(tx, id, caller);
  if (contractorId !== null) await lockByName(tx, `users of ${contractorId}`);
  const [user] = await tx.select().from(users).where(own(id, caller)).for('update');
  return user!;
}

const own = (id: string, caller: Caller) => and(eq(users.id, id), ofCompany(ownOnly(caller)));

export async function findUserByLoginId(db: Database, loginId: string): Promise<User | null> {
  const [user] = await db
    .select()
    .from(users)
    .where(eq(sql`lower(${users.loginId})`, loginId.toLowerCase()));
  return user ?? null;
}

/** As `findUserByLoginDigest` finds it. */
export const loginDigestOf = (loginId: string): string =>
  createHash('sha256').update(loginId.toLowerCase()).digest('hex');

export async function findUserByLoginDigest(db: Database, digest: string): Promise<User | null> {
  const [user] = await db
    .select()
    .from(users)
    .where(eq(sql`encode(sha256(convert_to(lower(${users.loginId}), 'UTF8')), 'hex')`, digest));
  return user ?? null;
}

export function listUsers(
  db: Database,
  filter: {
    contractorId: string | null;
    role: Role | null;
    /** Part of a name or a log-in id. */
    q: string | null;
    before: { createdAt: Date; id: string } | null;
    limit: number;
  },
): Promise<User[]> {
  const { contractorId, role, q, before, limit } = filter;
  const part = q === null ? null : `%${q.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const earlier = before === null ? undefined : earlierThan(before, users.createdAt, users.id);
  return db
    .select()
    .from(users)
    .where(
      and(
        ofCompany(contractorId),
        role === null ? undefined : eq(users.role, role),
        part === null ? undefined : or(like(users.name, part), ilike(users.loginId, part)),
        earlier,
      ),
    )
    .orderBy(desc(users.createdAt), desc(users.id))
    .limit(limit);
}

const ofCompany = (contractorId: string | null) =>
  contractorId === null ? undefined : eq(users.contractorId, contractorId);
