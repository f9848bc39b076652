import type { GuaranteeNumber } from '@e-surety/domain';
import type { KeyReplacement } from '@e-surety/seal/format';
import { checkKeyReplacement } from '@e-surety/seal/open';
import { checkSuccession, checkUnchanged, verifyEnvelope } from '@e-surety/seal/verify';
import type { Database } from '@e-surety/service-kit/postgres';
import { type Answer, answerFor } from './answer.js';
import { demandActive, demandOwnEnvelope, demandOwnNumber, demandSame } from './demands.js';
import { type Caller, demandStillCalling } from './issuer-call.js';
import * as store from './store.js';

export interface ReplaceKey {
  caller: Caller;
  guaranteeNumber: GuaranteeNumber;
  keyGeneration: number;
  replacement: KeyReplacement;
  now: Date;
}

/**
 * 認証キーの再発行: all revisions come sealed anew. The old ciphertexts go, and the old key leads nowhere but to the news
 * that it was replaced, from one moment to the next.
 */
export async function replaceKey(db: Database, { caller, ...asked }: ReplaceKey): Promise<Answer> {
  const { guaranteeNumber, keyGeneration, replacement, now } = asked;
  demandOwnNumber(guaranteeNumber, caller);
  const { envelope, kid } = verifyEnvelope(replacement.envelope, caller.keys);
  demandOwnEnvelope(envelope, caller);
  demandSame('guaranteeNumber', guaranteeNumber, envelope.guaranteeNumber);
  checkKeyReplacement(envelope, replacement.revisions);
  demandSame('keyGeneration', keyGeneration, envelope.keyGeneration);

  return db.transaction(async (tx) => {
    const standing = await demandStillCalling(tx, caller, { envelopeKid: kid, now });
    await store.useCall(tx, caller, now);
    await store.lockGuarantee(tx, guaranteeNumber);
    const earlier = await store.replacementEnvelopeAt(tx, guaranteeNumber, keyGeneration);
    const repeated = answerFor(earlier, replacement.envelope);
    if (repeated) return repeated;

    demandActive(standing);
    checkSuccession(envelope, await store.headOf(tx, guaranteeNumber));
    checkUnchanged(envelope, await store.depositedRevisions(tx, guaranteeNumber));
    await store.replaceSealedParts(tx, envelope, replacement, now);
    const revision = envelope.revisions.length - 1;
    const row = await store.addEnvelope(tx, { envelope, compact: replacement.envelope, kid, revision, now });
    return { created: true, row };
  });
}
