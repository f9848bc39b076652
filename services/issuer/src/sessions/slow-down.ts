import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { eq, lt, sql } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { signInAttempts } from '../db/tables.js';

/** So many attempts are free; each further one has to wait twice as long after the one before, up to `longest` seconds. */
interface Slowness {
  free: number;
  longest: number;
}

/** From one source on one account; and from one source on any account, where a whole office may sit behind one address. */
const onAccount: Slowness = { free: 5, longest: 300 };
const onAny: Slowness = { free: 30, longest: 300 };

/** Attempts are forgotten after an hour without one. */
const forgottenAfter = 3600;

export interface Attempt {
  account: string;
  source: string;
  /** Systems are counted apart: one that keeps trying an old secret does not slow the people at the same address. */
  by?: 'person' | 'client';
}

/**
 * Counts an attempt before its password is looked at, so that many at once are no way around it. Returns the seconds to wait where
 * it comes too early, else null. Nobody is locked out: whoever guesses slows only their own source.
 */
export async function countAttempt(db: Database, attempt: Attempt, now: Date): Promise<number | null> {
  const { any, one } = subjectsOf(attempt);
  await db.delete(signInAttempts).where(lt(signInAttempts.lastAt, new Date(now.getTime() - forgottenAfter * 1000)));
  const waits = [await count(db, any, onAny, now), await count(db, one, onAccount, now)];
  const wait = Math.max(...waits);
  return wait > 0 ? wait : null;
}

/** Who has signed in was no guesser; that their source has guessed at others stays counted. */
export async function forgetAttempt(db: Database, attempt: Attempt): Promise<void> {
  const { any, one } = subjectsOf(attempt);
  const { subject, attempts } = signInAttempts;
  await db.delete(signInAttempts).where(eq(subject, one));
  await db
    .update(signInAttempts)
    .set({ attempts: sql`greatest(${attempts} - 1, 0)` })
    .where(eq(subject, any));
}

async function count(db: Database, subject: Buffer, { free, longest }: Slowness, now: Date): Promise<number> {
  const { attempts, lastAt } = signInAttempts;
  const wait = sql`case when ${attempts} < ${free} then 0 else least(power(2, least(${attempts} - ${free}, 20)), ${longest}) end`;
  const due = sql`${lastAt} + make_interval(secs => ${wait})`;
  const [counted] = await db
    .insert(signInAttempts)
    .values({ subject, attempts: 1, lastAt: now })
    .onConflictDoUpdate({
      target: signInAttempts.subject,
      set: { attempts: sql`${attempts} + 1`, lastAt: now },
      setWhere: sql`${due} <= ${now.toISOString()}::timestamptz`,
    })
    .returning({ attempts });
  if (counted) return 0;
  const [row] = await db
    .select({ seconds: sql<number>`ceil(extract(epoch from ${due} - ${now.toISOString()}::timestamptz))::int` })
    .from(signInAttempts)
    .where(eq(signInAttempts.subject, subject));
  return Math.max(1, row?.seconds ?? 1);
}

function subjectsOf({ account, source, by = 'person' }: Attempt) {
  const network = networkOf(source);
  const whose = by === 'person' ? [] : ['', by];
  return { any: subjectOf(...whose, network), one: subjectOf(...whose, account, network) };
}

/** A digest: nobody reads from it who tried to sign in from where. */
const subjectOf = (...parts: string[]) => createHash('sha256').update(JSON.stringify(parts)).digest();

/** One IPv6 subscriber has a whole /64 to come from. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [head = '', tail] = address.split('::');
  const groups = (part: string) => part.split(':').filter((group) => group !== '');
  const right = tail === undefined ? [] : groups(tail);
  const zeros = Array<string>(Math.max(0, 8 - groups(head).length - right.length)).fill('0');
  return [...groups(head), ...zeros, ...right].slice(0, 4).join(':');
}
