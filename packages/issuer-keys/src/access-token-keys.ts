import { keyFile, readJwk } from './files.js';
import { retiredKeys } from './retired-keys.js';

export interface AcceptedKey {
  kty: string;
  crv: string;
  x: string;
  y: string;
  kid: string;
}

/** Access tokens of these are read too: of the key that another instance may use already, and of the one before. */
export function readAcceptedAccessTokenKeys(folder: string): AcceptedKey[] {
  const next = readJwk(keyFile.jwk(folder, 'access-token', 'next'));
  const last = retiredKeys(folder).findLast(({ purpose }) => purpose === 'access-token');
  return [next, last].flatMap((key) => {
    if (!key) return [];
    const { kty, crv, x, y, kid } = key;
    return [{ kty, crv, x, y, kid }];
  });
}
