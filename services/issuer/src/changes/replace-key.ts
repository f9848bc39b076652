import { authenticationKeyEntropyBytes, authenticationKeyFrom, type GuaranteeNumber } from '@e-surety/domain';
import { bodyLimits, envelopeLimits } from '@e-surety/seal/format';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { keyReplacements } from '../db/tables.js';
import type { Guarantee } from '../guarantees/store.js';
import { askFor } from '../outbox/ask-for.js';
import { refuse } from '../refusals.js';
import type { World } from '../world.js';
import { type KeyReplacementRow, pendingReplacement } from './pending-replacement.js';
import { sizeOfDeposits, touchGuarantee } from './store.js';

/**
 * 認証キーの再発行: the new key is drawn and stored, encrypted, before it is sent anywhere. From now on nobody is shown a key of
 * this guarantee until D-Sure has the new one.
 */
export async function replaceKey(
  tx: Database,
  { keyring, entropy }: Pick<World, 'keyring' | 'entropy'>,
  { row }: Guarantee,
  { actor, reason, now }: { actor: string; reason: string; now: Date },
): Promise<KeyReplacementRow> {
  const guaranteeNumber = row.guaranteeNumber as GuaranteeNumber;
  if (row.form !== 'electronic') throw refuse('not_electronic');
  if (await pendingReplacement(tx, guaranteeNumber)) throw refuse('key_being_replaced');
  if ((await sizeSealedAnew(tx, guaranteeNumber)) > bodyLimits.keyReplacement) throw refuse('too_much_to_seal_anew');
  const keyGeneration = row.keyGeneration + 1;
  const key = authenticationKeyFrom(entropy(authenticationKeyEntropyBytes));
  const { ciphertext, keyEncryptionKey } = keyring.encrypt(key, guaranteeNumber);
  const asked = {
    ...{ keyCiphertext: ciphertext, keyEncryptionKey, reason, requestedBy: actor, requestedAt: now },
    ...{ sealed: null, refusal: null },
  };
  // One that D-Sure refused gives its place to the next.
  const [replacement] = await tx
    .insert(keyReplacements)
    .values({ guaranteeNumber, keyGeneration, ...asked })
    .onConflictDoUpdate({ target: [keyReplacements.guaranteeNumber, keyReplacements.keyGeneration], set: asked })
    .returning();
  await touchGuarantee(tx, guaranteeNumber, now);
  await askFor(tx, { topic: 'replace_key', guaranteeNumber, keyGeneration }, now);
  const detail = { keyGeneration, reason };
  await recordAct(tx, { at: now, actor, act: 'request_key_replacement', subject: guaranteeNumber, detail });
  return replacement!;
}

/** Each revision goes again as it went, under another key and with all envelopes in one. */
async function sizeSealedAnew(tx: Database, guaranteeNumber: GuaranteeNumber): Promise<number> {
  return (await sizeOfDeposits(tx, guaranteeNumber)) + envelopeLimits.keyReplacement;
}
