import { createHash } from 'node:crypto';

/** A secret of 256 random bits, for somebody to keep, and the digest of it, for us. It needs no slow hash. */
export function newSecret(entropy: (bytes: number) => Uint8Array): { secret: string; digest: Buffer } {
  const secret = Buffer.from(entropy(32)).toString('base64url');
  return { secret, digest: secretDigest(secret) };
}

export function secretDigest(secret: string): Buffer {
  return createHash('sha256').update(secret, 'utf8').digest();
}
