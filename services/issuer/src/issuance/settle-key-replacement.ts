import type { GuaranteeNumber } from '@e-surety/domain';
import { deriveFromKey } from '@e-surety/seal/derive';
import { digestOf, type KeyReplacement } from '@e-surety/seal/format';
import { type RevisionContents, sealKeyReplacement } from '@e-surety/seal/seal';
import { signEnvelope } from '@e-surety/seal/sign';
import { and, eq } from 'drizzle-orm';
import type { KeyReplacementRow } from '../changes/pending-replacement.js';
import { touchGuarantee } from '../changes/store.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { guarantees, keyReplacements } from '../db/tables.js';
import { recordEvent } from '../events/record-event.js';
import type { GuaranteeRow } from '../guarantees/store.js';
import { askFor } from '../outbox/ask-for.js';
import type { World } from '../world.js';
import { demandConfirmation } from './confirmation.js';
import { Held } from './held.js';
import { findProduct } from './products.js';

/** Seals all revisions anew under the new key, puts them, and makes that key the guarantee's. The old one leads nowhere then. */
export async function settleKeyReplacement(
  world: World,
  tx: Database,
  guarantee: GuaranteeRow,
  replacement: KeyReplacementRow,
): Promise<void> {
  const { guaranteeNumber, keyGeneration, keyCiphertext, keyEncryptionKey } = replacement;
  const now = world.now();
  const detail = { keyGeneration };
  const actor = 'issuance';
  try {
    const body = await sealedOnce(world, guarantee, replacement);
    const path = { guaranteeNumber, keyGeneration: String(keyGeneration) };
    const answer = await world.dsure.client.replaceKey({ path, body });
    const confirmation = demandConfirmation(answer);
    await tx.update(keyReplacements).set({ confirmation, confirmedAt: now }).where(isThis(replacement));
    await tx
      .update(guarantees)
      .set({ keyGeneration, keyCiphertext, keyEncryptionKey, chainHead: digestOf(body.envelope), updatedAt: now })
      .where(eq(guarantees.guaranteeNumber, guaranteeNumber));
    await askFor(tx, { topic: 'send_key_replaced_notice', guaranteeNumber, keyGeneration }, now);
    await recordEvent(tx, 'guarantee.key_replaced', { guaranteeNumber, keyGeneration }, { at: now });
    await recordAct(tx, { at: now, actor, act: 'replace_key', subject: guaranteeNumber, detail });
  } catch (error) {
    if (!(error instanceof Held)) throw error;
    await tx.update(keyReplacements).set({ refusal: error.message, sealed: null }).where(isThis(replacement));
    await touchGuarantee(tx, guaranteeNumber, now);
    await recordAct(tx, { at: now, actor, act: 'refuse_key_replacement', subject: guaranteeNumber, detail });
  }
}

/** Stored before it is sent. Under the lock of {@link settleEnvelopes} nobody else seals. */
async function sealedOnce(
  world: World,
  guarantee: GuaranteeRow,
  replacement: KeyReplacementRow,
): Promise<KeyReplacement> {
  const sealed = replacement.sealed ?? (await seal(world, guarantee, replacement));
  if (!replacement.sealed) await world.db.update(keyReplacements).set({ sealed }).where(isThis(replacement));
  return JSON.parse(sealed.toString()) as KeyReplacement;
}

async function seal(
  { db, keyring, now, signingKeys }: World,
  { revision, chainHead }: GuaranteeRow,
  { guaranteeNumber, keyGeneration, keyCiphertext, keyEncryptionKey }: KeyReplacementRow,
): Promise<Buffer> {
  const contents = await Promise.all(
    Array.from({ length: revision + 1 }, async (_, r): Promise<RevisionContents> => {
      const id = { guaranteeNumber, revision: r };
      const jws = await findProduct(db, id, 'certificate_jws');
      const pdf = await findProduct(db, id, 'certificate_pdf');
      return { certificate: jws!.toString('ascii'), pdf: pdf! };
    }),
  );
  const key = keyring.decrypt({ ciphertext: keyCiphertext, keyEncryptionKey }, guaranteeNumber as GuaranteeNumber);
  const { envelope, revisions } = sealKeyReplacement(
    contents as [RevisionContents, ...RevisionContents[]],
    { keyGeneration, previous: chainHead, sealedAt: now() },
    deriveFromKey(key),
  );
  const body: KeyReplacement = { envelope: await signEnvelope(envelope, signingKeys.envelope), revisions };
  return Buffer.from(JSON.stringify(body));
}

const isThis = ({ guaranteeNumber, keyGeneration }: KeyReplacementRow) =>
  and(eq(keyReplacements.guaranteeNumber, guaranteeNumber), eq(keyReplacements.keyGeneration, keyGeneration));
