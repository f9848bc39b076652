import { createECDH, createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Certificate } from '@e-surety/domain';
import { CompactSign } from 'jose';
import { readCertificate } from './certificate.js';
import { encodeJson, parseJson } from './encoding.js';
import { parseEnvelope } from './envelope.js';
import * as facts from './facts.js';
import {
  callLifetime,
  type Envelope,
  type PrivateJwk,
  type PublicJwk,
  SealError,
  type SignaturePurpose,
  signatureTypes,
} from './format.js';
import { asKeyError, publicJwkMembers, thumbprint } from './keys.js';
import { object } from './shape.js';
import { callClaims } from './verify-call.js';

/** An issuer's private key, bound to the one purpose for which it signs. */
export interface Signer<Purpose extends SignaturePurpose = SignaturePurpose> {
  readonly issuer: string;
  readonly purpose: Purpose;
  readonly kid: string;
  /** To be published and pinned. */
  readonly publicJwk: PublicJwk;
  readonly privateKey: KeyObject;
}

const privateJwk = object<PrivateJwk>({ ...publicJwkMembers, d: facts.coordinate });

/** Takes a private key as {@link generatePrivateJwk} writes it; refuses one that is made for another purpose. */
export function createSigner<Purpose extends SignaturePurpose>(
  jwk: unknown,
  { issuer, purpose }: { issuer: string; purpose: Purpose },
): Signer<Purpose> {
  return asKeyError(() => {
    facts.issuerId(issuer, '/issuer');
    const { d, ...publicJwk } = privateJwk(jwk, '');
    const { kty, crv, x, y, kid } = publicJwk;
    if (publicJwk.purpose !== purpose) throw new SealError('key_invalid', '/purpose');
    if (kid !== thumbprint({ x, y })) throw new SealError('key_invalid', '/kid');
    const privateKey = createPrivateKey({ key: { kty, crv, x, y, d }, format: 'jwk' });
    if (!isHalfOf({ x, y }, d)) throw new SealError('key_invalid', '/d');
    return { issuer, purpose, kid, publicJwk, privateKey };
  });
}

export function generatePrivateJwk(purpose: SignaturePurpose): PrivateJwk {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y, d } = privateKey.export({ format: 'jwk' }) as { x: string; y: string; d: string };
  return { kty: 'EC', crv: 'P-256', x, y, d, kid: thumbprint({ x, y }), use: 'sig', alg: 'ES256', purpose };
}

/** Signs these bytes once: the signature is randomised, so the result is to be stored and never made again. */
export async function signCertificate(certificate: Certificate, signer: Signer<'certificate'>): Promise<string> {
  const payload = encodeJson(certificate);
  // Nothing is signed that a verifier would refuse.
  demandIssuer(readCertificate(parseJson(payload)).issuer.id, signer);
  return sign(payload, signer);
}

/** As {@link signCertificate}: once, and then stored. */
export async function signEnvelope(envelope: Envelope, signer: Signer<'envelope'>): Promise<string> {
  const payload = encodeJson(envelope);
  demandIssuer(parseEnvelope(parseJson(payload)).issuer, signer);
  return sign(payload, signer);
}

/** The JWT of one call to D-Sure (RFC 7523). Each attempt needs a new `jti`. */
export async function signCall(
  { audience, now, jti }: { audience: string; now: Date; jti: string },
  signer: Signer<'call'>,
): Promise<string> {
  const iat = Math.floor(now.getTime() / 1000);
  const claims = { iss: signer.issuer, sub: signer.issuer, aud: audience, iat, exp: iat + callLifetime, jti };
  return sign(encodeJson(callClaims(claims, '')), signer);
}

/** `createPrivateKey` takes a private and a public half that do not belong together. */
function isHalfOf({ x, y }: { x: string; y: string }, d: string): boolean {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(d, 'base64url');
  const point = pair.getPublicKey();
  return point.toString('base64url', 1, 33) === x && point.toString('base64url', 33) === y;
}

function demandIssuer(issuer: string, signer: Signer): void {
  if (issuer !== signer.issuer) throw new SealError('signer_is_not_issuer');
}

function sign(payload: Uint8Array, { kid, purpose, privateKey }: Signer): Promise<string> {
  return new CompactSign(payload)
    .setProtectedHeader({ alg: 'ES256', typ: signatureTypes[purpose], kid })
    .sign(privateKey);
}
