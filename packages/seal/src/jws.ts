import { verify } from 'node:crypto';
import { decodeBase64url, parseJson } from './encoding.js';
import { SealError, type SignaturePurpose, signatureTypes } from './format.js';
import { parseProtectedHeader } from './header.js';
import type { PinnedKey, PinnedKeys } from './keys.js';

export interface VerifiedPayload {
  payload: unknown;
  signer: PinnedKey;
}

/**
 * Verifies a compact JWS for one purpose. node:crypto rather than jose, since each look-up verifies a certificate and a
 * thread hop costs more than the curve does.
 */
export function verifyJws(jws: string, purpose: SignaturePurpose, keys: PinnedKeys): VerifiedPayload {
  const [protectedText, payloadText, signatureText, ...more] = jws.split('.');
  if (protectedText === undefined || payloadText === undefined || signatureText === undefined || more.length > 0) {
    throw new SealError('malformed');
  }
  const header = parseProtectedHeader(decodeBase64url(protectedText), { alg: 'ES256', typ: signatureTypes[purpose] });
  const payload = decodeBase64url(payloadText);
  const signature = decodeBase64url(signatureText);
  const signer = signerNamedBy(header, keys);
  if (signer.purpose !== purpose) throw new SealError('wrong_key_purpose');

  const signed = Buffer.from(jws.slice(0, jws.lastIndexOf('.')), 'ascii');
  const key = { key: signer.publicKey, dsaEncoding: 'ieee-p1363' } as const;
  if (signature.length !== 64 || !verify('sha256', signed, key, signature)) throw new SealError('signature_invalid');
  return { payload: parseJson(payload), signer };
}

function signerNamedBy(header: Record<string, unknown>, keys: PinnedKeys): PinnedKey {
  for (const name of Object.keys(header)) {
    if (name !== 'alg' && name !== 'typ' && name !== 'kid') throw new SealError('header_member_unknown', name);
  }
  const { kid } = header;
  const signer = typeof kid === 'string' ? keys.get(kid) : undefined;
  if (signer === undefined) throw new SealError('unknown_key');
  return signer;
}
