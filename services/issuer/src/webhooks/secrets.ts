import type { World } from '../world.js';
import { newSecret } from './signature.js';
import type { EndpointRow } from './store.js';

type Keeper = Pick<World, 'keyring'>;

const ownerOf = (id: string) => `webhook endpoint ${id}`;

/** A new secret as it is stored. */
export function drawSecret({ keyring, entropy }: Keeper & Pick<World, 'entropy'>, id: string) {
  const { ciphertext, keyEncryptionKey } = keyring.encryptText(newSecret(entropy), ownerOf(id));
  return { secret: ciphertext, secretEncryption: keyEncryptionKey };
}

export const secretOf = ({ keyring }: Keeper, { id, secret, secretEncryption }: EndpointRow): string =>
  keyring.decryptText({ ciphertext: secret, keyEncryptionKey: secretEncryption }, ownerOf(id));

/** The same secrets under the active key-encryption key: what is to be written over the old row. */
export function secretsAnew(keeper: Keeper, endpoint: EndpointRow) {
  const { id, previousSecret, previousEncryption } = endpoint;
  const newest = keeper.keyring.encryptText(secretOf(keeper, endpoint), ownerOf(id));
  const anew = { secret: newest.ciphertext, secretEncryption: newest.keyEncryptionKey };
  if (!previousSecret || !previousEncryption) return anew;
  const previous = { ciphertext: previousSecret, keyEncryptionKey: previousEncryption };
  const again = keeper.keyring.encryptText(keeper.keyring.decryptText(previous, ownerOf(id)), ownerOf(id));
  return { ...anew, previousSecret: again.ciphertext, previousEncryption: again.keyEncryptionKey };
}

/** The newest first; after a rotation the one before it too, for as long as it is valid. */
export function validSecrets(keeper: Keeper, endpoint: EndpointRow, now: Date): string[] {
  const { id, previousSecret, previousEncryption, previousUntil } = endpoint;
  const newest = secretOf(keeper, endpoint);
  if (!previousSecret || !previousEncryption || previousUntil! <= now) return [newest];
  const previous = { ciphertext: previousSecret, keyEncryptionKey: previousEncryption };
  return [newest, keeper.keyring.decryptText(previous, ownerOf(id))];
}
