import { type KeyObject, verify } from 'node:crypto';
import { decodeBase64url, parseJson, splitCompact } from './encoding.js';
import * as facts from './facts.js';
import { SealError, type SignaturePurpose, signatureTypes } from './format.js';
import { parseProtectedHeader } from './header.js';
import type { PinnedKey, PinnedKeys } from './keys.js';
import { object, oneOf } from './shape.js';

export interface VerifiedPayload {
  payload: unknown;
  signer: PinnedKey;
}

/**
 * Verifies a compact JWS for one purpose. node:crypto rather than jose, since each look-up verifies a certificate and a
 * thread hop costs more than the curve does.
 */
export function verifyJws(jws: string, purpose: SignaturePurpose, keys: PinnedKeys): VerifiedPayload {
  const [headerText, payloadText, signatureText] = splitCompact(jws, 3) as [string, string, string];
  const { kid } = readHeader(decodeBase64url(headerText), purpose);
  const payload = decodeBase64url(payloadText);
  const signature = decodeBase64url(signatureText);
  const signer = pinnedFor(purpose, kid, keys);
  demandSignature(`${headerText}.${payloadText}`, signature, signer.publicKey);
  return { payload: parseJson(payload), signer };
}

function readHeader(bytes: Uint8Array, purpose: SignaturePurpose): { kid: string } {
  const typ = signatureTypes[purpose];
  const header = parseProtectedHeader(bytes, { alg: 'ES256', typ });
  return object({ alg: oneOf(['ES256']), typ: oneOf([typ]), kid: facts.kid })(header, '');
}

function pinnedFor(purpose: SignaturePurpose, kid: string, keys: PinnedKeys): PinnedKey {
  const signer = keys.get(kid);
  if (signer === undefined) throw new SealError('unknown_key');
  if (signer.purpose !== purpose) throw new SealError('wrong_key_purpose');
  return signer;
}

function demandSignature(signed: string, signature: Buffer, publicKey: KeyObject): void {
  const key = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
  if (signature.length !== 64 || !verify('sha256', Buffer.from(signed, 'ascii'), key, signature)) {
    throw new SealError('signature_invalid');
  }
}
