import { type AuthenticationKey, type GuaranteeNumber, todayInTokyo } from '@e-surety/domain';
import { deriveFromKey } from '@e-surety/seal/derive';
import type { RecordReading } from '../events/store.js';
import type { ViewTokens } from '../views/view-token.js';
import { type FoundCertificate, seenCertificate } from './found-certificate.js';
import type { Opener } from './open-stored.js';
import type { FindByLocator } from './store.js';

export interface LookUpWorld {
  find: FindByLocator;
  opener: Opener;
  viewTokens: ViewTokens;
  publicUrl: string;
  recordReading: RecordReading;
}

export interface LookUp {
  authenticationKey: AuthenticationKey;
  guaranteeNumber: GuaranteeNumber | null;
  now: Date;
}

export type LookUpOutcome =
  | { outcome: 'found'; found: FoundCertificate }
  | { outcome: 'not_found' }
  | { outcome: 'replaced' };

/** 照会: what the store says now of the guarantee that this key opens. */
export async function lookUpCertificate(world: LookUpWorld, asked: LookUp): Promise<LookUpOutcome> {
  const { now } = asked;
  const { locator, sealingKey } = deriveFromKey(asked.authenticationKey);
  const row = await world.find(locator, asked.guaranteeNumber);
  if (row === null) return { outcome: 'not_found' };
  if (row.replaced) return { outcome: 'replaced' };

  const opened = await world.opener.openCertificate(row, row.sealed, sealingKey);
  const { guaranteeNumber, keyGeneration } = row;
  // Most look-ups are not the first of their day, and write nothing.
  const day = todayInTokyo(now);
  if (row.viewedOn !== day) await world.recordReading({ ...row, day, at: now });
  const { token, expiresAt } = world.viewTokens.issue({ guaranteeNumber, keyGeneration, sealingKey }, now);
  const seen = seenCertificate(row, opened, { now, publicUrl: world.publicUrl });
  return { outcome: 'found', found: { ...seen, view: { token, expiresAt: expiresAt.toISOString() } } };
}
