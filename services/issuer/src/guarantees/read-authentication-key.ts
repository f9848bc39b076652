import type { AuthenticationKey, GuaranteeNumber } from '@e-surety/domain';
import { recordAct } from '../db/audit.js';
import { refuse } from '../refusals.js';
import type { World } from '../world.js';
import type { Guarantee } from './store.js';

/** Decrypts the key for its contractor; every reading is in the audit trail, and recorded before the key leaves. */
export async function readAuthenticationKey(
  { db, keyring, now }: Pick<World, 'db' | 'keyring' | 'now'>,
  { row, replacement }: Guarantee,
  reading: { actor: string; as: 'key' | 'key_notice' },
): Promise<AuthenticationKey> {
  const { guaranteeNumber, keyCiphertext, keyEncryptionKey } = row;
  if (!keyCiphertext || !keyEncryptionKey) throw refuse('not_electronic');
  // What is about to be replaced is known to strangers, or soon leads nowhere.
  if (replacement && replacement.refusal === null) throw refuse('key_being_replaced');
  const key = keyring.decrypt({ ciphertext: keyCiphertext, keyEncryptionKey }, guaranteeNumber as GuaranteeNumber);
  await recordAct(db, {
    at: now(),
    actor: reading.actor,
    act: 'read_authentication_key',
    subject: guaranteeNumber,
    detail: { as: reading.as },
  });
  return key;
}
