import type { GuaranteeNumber } from '@e-surety/domain';
import type { Deposit } from '@e-surety/seal/format';
import { checkDeposit } from '@e-surety/seal/open';
import { checkSuccession, verifyEnvelope } from '@e-surety/seal/verify';
import type { Database } from '@e-surety/service-kit/postgres';
import { addEvent } from '../events/store.js';
import { type Answer, answerFor } from './answer.js';
import { demandActive, demandOwnEnvelope, demandOwnNumber, demandSame } from './demands.js';
import { type Caller, demandStillCalling } from './issuer-call.js';
import * as store from './store.js';

export interface DepositRevision {
  caller: Caller;
  guaranteeNumber: GuaranteeNumber;
  revision: number;
  deposit: Deposit;
  now: Date;
}

/** Takes one revision of a guarantee into the store, for good. The same bytes again are answered as the first time. */
export async function depositRevision(db: Database, { caller, ...asked }: DepositRevision): Promise<Answer> {
  const { guaranteeNumber, revision, deposit, now } = asked;
  demandOwnNumber(guaranteeNumber, caller);
  const { envelope, kid } = verifyEnvelope(deposit.envelope, caller.keys);
  demandOwnEnvelope(envelope, caller);
  demandSame('guaranteeNumber', guaranteeNumber, envelope.guaranteeNumber);
  checkDeposit(envelope, deposit.parts);
  demandSame('revision', revision, envelope.revision);

  return db.transaction(async (tx) => {
    const standing = await demandStillCalling(tx, caller, { envelopeKid: kid, now });
    await store.useCall(tx, caller, now);
    await store.lockGuarantee(tx, guaranteeNumber);
    const repeated = answerFor(await store.depositEnvelopeAt(tx, guaranteeNumber, revision), deposit.envelope);
    if (repeated) return repeated;

    demandActive(standing);
    const head = await store.headOf(tx, guaranteeNumber);
    checkSuccession(envelope, head);
    if (head === null) await store.addGuarantee(tx, envelope, deposit.envelope);
    await store.addRevision(tx, envelope, deposit, now);
    const row = await store.addEnvelope(tx, { envelope, compact: deposit.envelope, kid, revision, now });
    await addEvent(tx, { type: 'certificate.deposited', guaranteeNumber, revision, at: now });
    return { created: true, row };
  });
}
