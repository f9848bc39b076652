import { issuerIdPattern, type PublicJwk, SealError, signaturePurposes } from '@e-surety/seal/format';
import { pinKey } from '@e-surety/seal/verify';
import type { Database, Transaction } from '@e-surety/service-kit/postgres';
import { eq, or } from 'drizzle-orm';
import { issuerKeys, issuers } from '../db/tables.js';
import { OperatorError } from './operator-error.js';
import { setIssuerContacts } from './set-issuer-contacts.js';

export interface OnboardIssuer {
  id: string;
  name: string;
  numberPrefix: string;
  /** The content of a JWK Set with the issuer's public keys. */
  keySet: unknown;
  /** Whom key holders may ask, as a file says it; left as it is if not said. */
  contacts?: unknown;
  now: Date;
}

/**
 * 保証事業会社の受入れ: takes an issuer in and pins its first keys, which nobody else has vouched for. Said again it adds what
 * is new; what contradicts an earlier word is refused, except for the contacts, which are those that were said last.
 */
export async function onboardIssuer(db: Database, asked: OnboardIssuer): Promise<{ added: boolean; newKeys: number }> {
  const { id, name, numberPrefix, keySet, contacts, now } = asked;
  if (!new RegExp(issuerIdPattern).test(id)) throw new OperatorError(`not an issuer's id: "${id}" (a-z, 0-9, -)`);
  if (!/^\d{2}$/.test(numberPrefix)) throw new OperatorError(`not a number prefix: "${numberPrefix}" (two digits)`);
  if (name.trim() === '') throw new OperatorError('the name is empty');
  const keys = keysIn(keySet, id);

  return db.transaction(async (tx) => {
    const added = await addIssuer(tx, { id, name, numberPrefix, onboardedAt: now });
    let newKeys = 0;
    for (const key of keys) newKeys += (await addKey(tx, key, id, now)) ? 1 : 0;
    if (contacts !== undefined) await setIssuerContacts(tx, { id, contacts });
    return { added, newKeys };
  });
}

function keysIn(keySet: unknown, issuer: string): PublicJwk[] {
  const keys = (keySet as { keys?: unknown } | null)?.keys;
  if (!Array.isArray(keys)) throw new OperatorError('the key file is no JWK Set: {"keys": […]} expected');
  const pinned = keys.map((jwk, i) => {
    try {
      return pinKey(jwk, issuer);
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      throw new OperatorError(`keys[${i}] is no public key as the deposit format has them (${error.message})`);
    }
  });
  const missing = signaturePurposes.filter((purpose) => !pinned.some((key) => key.purpose === purpose));
  if (missing.length > 0) throw new OperatorError(`the key file has no key for: ${missing.join(', ')}`);
  return keys as PublicJwk[];
}

async function addIssuer(tx: Transaction, row: typeof issuers.$inferInsert): Promise<boolean> {
  const inserted = await tx.insert(issuers).values(row).onConflictDoNothing().returning({ id: issuers.id });
  if (inserted.length > 0) return true;
  const clash = or(eq(issuers.id, row.id), eq(issuers.numberPrefix, row.numberPrefix));
  for (const other of await tx.select().from(issuers).where(clash)) {
    if (other.id !== row.id) throw new OperatorError(`prefix ${row.numberPrefix} belongs to issuer ${other.id}`);
    if (other.numberPrefix !== row.numberPrefix)
      throw new OperatorError(`issuer ${row.id} has the prefix ${other.numberPrefix}, for good`);
    if (other.name !== row.name) throw new OperatorError(`issuer ${row.id} is known as ${other.name}`);
  }
  return false;
}

async function addKey(tx: Transaction, jwk: PublicJwk, issuerId: string, pinnedAt: Date): Promise<boolean> {
  const inserted = await tx
    .insert(issuerKeys)
    .values({ kid: jwk.kid, issuerId, purpose: jwk.purpose, publicJwk: jwk, pinnedAt })
    .onConflictDoNothing()
    .returning({ kid: issuerKeys.kid });
  if (inserted.length > 0) return true;
  const [known] = await tx.select().from(issuerKeys).where(eq(issuerKeys.kid, jwk.kid));
  if (known?.issuerId !== issuerId) throw new OperatorError(`key ${jwk.kid} belongs to issuer ${known?.issuerId}`);
  if (known.purpose !== jwk.purpose) throw new OperatorError(`key ${jwk.kid} is pinned for ${known.purpose}`);
  return false;
}
