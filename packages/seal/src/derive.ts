import { createHmac } from 'node:crypto';
import { type AuthenticationKey, keyMaterialOf } from '@e-surety/domain';
import type { Locator } from './format.js';

export interface DerivedFromKey {
  locator: Locator;
  sealingKey: Uint8Array;
}

const salt = 'e-surety/authentication-key/v1';
const info = 'locator|sealing-key';

/**
 * HKDF-SHA-512 (RFC 5869) over the 26 random symbols. The 64 bytes wanted are one block of SHA-512, so that extract and
 * expand are one HMAC each: half the time of `hkdfSync`, which matters since every look-up begins here.
 */
export function deriveFromKey(key: AuthenticationKey): DerivedFromKey {
  const pseudoRandomKey = createHmac('sha512', salt).update(keyMaterialOf(key), 'ascii').digest();
  const block = createHmac('sha512', pseudoRandomKey).update(info, 'ascii').update(Uint8Array.of(1)).digest();
  return { locator: block.toString('base64url', 0, 32) as Locator, sealingKey: block.subarray(32) };
}
