import { SealError, type SignaturePurpose, signaturePurposes } from '@e-surety/seal/format';
import { type PinnedKey, pinKey } from '@e-surety/seal/verify';

/** A key as the issuer publishes it (`/.well-known/jwks.json`), or D-Sure (`/v1/issuers/{issuer}/jwks.json`), with its status. */
type PublishedKey = Record<string, unknown> & { kid: string; purpose: string };

export interface PublishedKeys {
  /** As keys to trust for an issuer. */
  pinnedFor(issuer: string): ReadonlyMap<string, PinnedKey>;
  /** Whether that is a published key for the signatures of PDFs. */
  signsPdf(kid: string): boolean;
  /** A key that others may have had. */
  isCompromised(kid: string): boolean;
}

/** Not what `--jwks` is to name. */
export class NoKeys extends Error {}

const members = ['kty', 'crv', 'x', 'y', 'kid', 'use', 'alg', 'purpose'];

export function readPublishedKeys(text: string): PublishedKeys {
  const keys = keysIn(text);
  const signing = keys.filter(({ purpose }) => signaturePurposes.includes(purpose as SignaturePurpose));
  const plain = signing.map((key) => Object.fromEntries(members.map((member) => [member, key[member]])));
  const pinnedFor = (issuer: string) => new Map(plain.map((key) => [String(key.kid), pinKey(key, issuer)]));
  // A list with a key that is none is no list, whatever is asked of it.
  pinnedFor('anybody');
  const found = (kid: string) => keys.filter((key) => key.kid === kid);
  return {
    pinnedFor,
    signsPdf: (kid) => found(kid).some(({ purpose }) => purpose === 'pdf'),
    isCompromised: (kid) => found(kid).some(({ status }) => status === 'compromised'),
  };
}

function keysIn(text: string): PublishedKey[] {
  try {
    const { keys } = JSON.parse(text) as { keys: PublishedKey[] };
    if (Array.isArray(keys) && keys.every(({ kid, purpose }) => typeof kid === 'string' && typeof purpose === 'string'))
      return keys;
  } catch {
    // Told below.
  }
  throw new NoKeys('公開鍵の一覧(JWKS)として読めません。');
}

export function isKeyError(error: unknown): boolean {
  return error instanceof SealError && error.code === 'key_invalid';
}
