import { eq, lte, ne, or } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { webhookEndpoints } from '../db/tables.js';
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

/** The newest first; after a rotation the one before it too, for as long as it is valid. */
export function validSecrets(keeper: Keeper, endpoint: EndpointRow, now: Date): string[] {
  const { id, previousSecret, previousEncryption, previousUntil } = endpoint;
  const newest = secretOf(keeper, endpoint);
  if (!previousSecret || !previousEncryption || previousUntil! <= now) return [newest];
  const previous = { ciphertext: previousSecret, keyEncryptionKey: previousEncryption };
  return [newest, keeper.keyring.decryptText(previous, ownerOf(id))];
}

/** Puts every secret under the active key-encryption key; tells how many. One that a rotation has replaced is forgotten when it is no longer valid. */
export async function reencryptSecrets(
  db: Database,
  { keyring, active, now }: Keeper & { active: string; now: Date },
): Promise<number> {
  const over = { previousSecret: null, previousEncryption: null, previousUntil: null };
  await db.update(webhookEndpoints).set(over).where(lte(webhookEndpoints.previousUntil, now));
  const old = or(ne(webhookEndpoints.secretEncryption, active), ne(webhookEndpoints.previousEncryption, active));
  const endpoints = await db.select().from(webhookEndpoints).where(old).for('update');
  for (const endpoint of endpoints) {
    const { id, previousSecret, previousEncryption } = endpoint;
    const newest = keyring.encryptText(secretOf({ keyring }, endpoint), ownerOf(id));
    const set = { secret: newest.ciphertext, secretEncryption: newest.keyEncryptionKey };
    await db.update(webhookEndpoints).set(set).where(eq(webhookEndpoints.id, id));
    if (!previousSecret || !previousEncryption) continue;
    const before = { ciphertext: previousSecret, keyEncryptionKey: previousEncryption };
    const previous = keyring.encryptText(keyring.decryptText(before, ownerOf(id)), ownerOf(id));
    await db
      .update(webhookEndpoints)
      .set({ previousSecret: previous.ciphertext, previousEncryption: previous.keyEncryptionKey })
      .where(eq(webhookEndpoints.id, id));
  }
  return endpoints.length;
}
