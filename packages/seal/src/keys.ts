import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import * as facts from './facts.js';
import { type PublicJwk, SealError, type SignaturePurpose, signaturePurposes } from './format.js';
import { object, oneOf, type Shape } from './shape.js';

/** A public key that is trusted for one issuer and one purpose. */
export interface PinnedKey {
  issuer: string;
  kid: string;
  purpose: SignaturePurpose;
  publicKey: KeyObject;
}

/** Pinned keys by `kid`; a `Map` will do. The only place from which a verifier takes keys. */
export interface PinnedKeys {
  get(kid: string): PinnedKey | undefined;
}

export const publicJwkMembers: { [K in keyof PublicJwk]: Shape<PublicJwk[K]> } = {
  kty: oneOf(['EC']),
  crv: oneOf(['P-256']),
  x: facts.coordinate,
  y: facts.coordinate,
  kid: facts.kid,
  use: oneOf(['sig']),
  alg: oneOf(['ES256']),
  purpose: oneOf(signaturePurposes),
};
const publicJwk = object<PublicJwk>(publicJwkMembers);

/** Takes a published key (exactly the members of {@link PublicJwk}) as one to trust for this issuer. */
export function pinKey(jwk: unknown, issuer: string): PinnedKey {
  return asKeyError(() => {
    const { kid, purpose, x, y } = publicJwk(jwk, '');
    facts.issuerId(issuer, '/issuer');
    if (kid !== thumbprint({ x, y })) throw new SealError('key_invalid', '/kid');
    // The point is checked to lie on the curve here.
    const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
    return { issuer, kid, purpose, publicKey };
  });
}

/** RFC 7638: the same key has the same `kid` everywhere, and no other key can have it. */
export function thumbprint({ x, y }: { x: string; y: string }): string {
  return createHash('sha256').update(`{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`).digest('base64url');
}

export function asKeyError<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new SealError('key_invalid', error instanceof SealError ? error.at : undefined);
  }
}
