import { type SignaturePurpose, signaturePurposes } from '@e-surety/seal/format';
import { type PinnedKeys, pinKey } from '@e-surety/seal/verify';

const members = ['kty', 'crv', 'x', 'y', 'kid', 'use', 'alg', 'purpose'];

/** Keys as they are published, retired ones too: the issuer's own `/.well-known/jwks.json`, or what D-Sure shows of the issuer. */
export function publishedKeys(jwks: string, issuer: string): PinnedKeys {
  const { keys } = JSON.parse(jwks) as { keys: Record<string, unknown>[] };
  // That of PDFs is no key of the deposit format.
  const signing = keys.filter(({ purpose }) => signaturePurposes.includes(purpose as SignaturePurpose));
  const plain = signing.map((key) => Object.fromEntries(members.map((member) => [member, key[member]])));
  return new Map(plain.map((key) => [String(key.kid), pinKey(key, issuer)]));
}
