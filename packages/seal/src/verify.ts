import type { Certificate } from '@e-surety/domain';
import { readCertificate } from './certificate.js';
import { parseEnvelope } from './envelope.js';
import { type Envelope, SealError } from './format.js';
import { verifyJws } from './jws.js';
import type { PinnedKey, PinnedKeys } from './keys.js';

export { type ChainHead, checkSuccession, checkUnchanged, type DepositedRevision } from './chain.js';
export { type PinnedKey, type PinnedKeys, pinKey, thumbprint } from './keys.js';
export { type Call, type CallChecks, verifyCall } from './verify-call.js';

/** Who signed, by the key that was used: a retired or compromised key is the caller's to judge. */
export interface Verified {
  kid: string;
}

export function verifyCertificate(jws: string, keys: PinnedKeys): Verified & { certificate: Certificate } {
  const { payload, signer } = verifyJws(jws, 'certificate', keys);
  const certificate = readCertificate(payload);
  demandIssuer(certificate.issuer.id, signer);
  return { certificate, kid: signer.kid };
}

export function verifyEnvelope(jws: string, keys: PinnedKeys): Verified & { envelope: Envelope } {
  const { payload, signer } = verifyJws(jws, 'envelope', keys);
  const envelope = parseEnvelope(payload);
  demandIssuer(envelope.issuer, signer);
  return { envelope, kid: signer.kid };
}

function demandIssuer(issuer: string, signer: PinnedKey): void {
  if (issuer !== signer.issuer) throw new SealError('signer_is_not_issuer');
}
