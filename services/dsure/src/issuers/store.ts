import { type PinnedKey, pinKey } from '@e-surety/seal/verify';
import type { Database, Transaction } from '@e-surety/service-kit/postgres';
import { eq, inArray } from 'drizzle-orm';
import { issuerKeys, issuers, type KeyStatus } from '../db/tables.js';

export interface IssuerKey extends PinnedKey {
  status: KeyStatus;
  compromisedSince: Date | null;
  /** Digits with which this issuer's guarantee numbers begin. */
  numberPrefix: string;
  issuerName: string;
}

/** All pinned keys, by `kid`. There are a few per issuer, so that one statement fetches them all. */
export async function pinnedKeys(db: Pick<Database, 'select'>): Promise<Map<string, IssuerKey>> {
  const rows = await db.select().from(issuerKeys).innerJoin(issuers, eq(issuers.id, issuerKeys.issuerId));
  return new Map(
    rows.map(({ issuer_keys: key, issuers: issuer }) => [
      key.kid,
      {
        ...pinKey(key.publicJwk, key.issuerId),
        status: key.status,
        compromisedSince: key.compromisedSince,
        numberPrefix: issuer.numberPrefix,
        issuerName: issuer.name,
      },
    ]),
  );
}

/** How each of these keys stands now, by `kid`; none of them stands otherwise before the transaction ends. */
export async function heldStandings(tx: Transaction, kids: readonly string[]): Promise<Map<string, KeyStatus>> {
  const rows = await tx
    .select({ kid: issuerKeys.kid, status: issuerKeys.status })
    .from(issuerKeys)
    .where(inArray(issuerKeys.kid, [...kids]))
    .orderBy(issuerKeys.kid)
    .for('share');
  return new Map(rows.map(({ kid, status }) => [kid, status]));
}

export async function allIssuers(db: Database) {
  return db
    .select({ id: issuers.id, name: issuers.name, numberPrefix: issuers.numberPrefix, contacts: issuers.contacts })
    .from(issuers)
    .orderBy(issuers.id);
}

export async function keysOf(db: Database, issuer: string) {
  return db
    .select()
    .from(issuerKeys)
    .where(eq(issuerKeys.issuerId, issuer))
    .orderBy(issuerKeys.pinnedAt, issuerKeys.kid);
}
