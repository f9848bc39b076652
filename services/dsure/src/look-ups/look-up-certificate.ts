import { type AuthenticationKey, type GuaranteeNumber, statusAt, todayInTokyo } from '@e-surety/domain';
import { deriveFromKey } from '@e-surety/seal/derive';
import type { Static } from 'typebox';
import type { ViewTokens } from '../views/view-token.js';
import type { Opener } from './open-stored.js';
import type { FoundCertificateSchema } from './schemas.js';
import type { FindByLocator } from './store.js';
import { verificationOf } from './verification.js';

export interface LookUpWorld {
  find: FindByLocator;
  opener: Opener;
  viewTokens: ViewTokens;
  publicUrl: string;
}

export interface LookUp {
  authenticationKey: AuthenticationKey;
  guaranteeNumber: GuaranteeNumber | null;
  now: Date;
}

export type LookUpOutcome =
  | { outcome: 'found'; found: Static<typeof FoundCertificateSchema> }
  | { outcome: 'not_found' }
  | { outcome: 'replaced' };

/** 照会: what the store says now of the guarantee that this key opens. */
export async function lookUpCertificate(world: LookUpWorld, asked: LookUp): Promise<LookUpOutcome> {
  const { now } = asked;
  const { locator, sealingKey } = deriveFromKey(asked.authenticationKey);
  const row = await world.find(locator, asked.guaranteeNumber);
  if (row === null) return { outcome: 'not_found' };
  if (row.replaced) return { outcome: 'replaced' };

  const { certificate, key } = await world.opener.openCertificate(row, row.sealed, sealingKey);
  const { guaranteeNumber, keyGeneration, revision } = row;
  const view = await world.viewTokens.issue({ guaranteeNumber, keyGeneration, sealingKey }, now);
  const at = `${world.publicUrl}/v1/certificates/${guaranteeNumber}/revisions/${revision}`;
  const found = {
    guaranteeNumber,
    issuer: { id: row.issuer, name: key.issuerName },
    status: statusAt(certificate, todayInTokyo(now)),
    revision,
    revisions: revision + 1,
    depositedAt: row.depositedAt.toISOString(),
    checkedAt: now.toISOString(),
    certificate,
    history: certificate.history,
    verification: verificationOf(row, key),
    view: { token: view.token, expiresAt: view.expiresAt.toISOString() },
    links: { pdf: `${at}/certificate.pdf`, jws: `${at}/certificate.jws` },
  };
  return { outcome: 'found', found };
}
