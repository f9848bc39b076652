import { randomUUID } from 'node:crypto';
import { type GuaranteeNumber, Refusal } from '@e-surety/domain';
import { digestOf } from '@e-surety/seal/format';
import type { Database, Transaction } from '@e-surety/service-kit/postgres';
import type { AcknowledgementResult } from '../db/tables.js';
import { type DsureRefusalCode, dsureProblems } from '../refusals.js';
import { partInView } from '../views/open-view.js';
import type { View } from '../views/view-token.js';
import {
  addAcknowledgement,
  declaredSince,
  findAcknowledgement,
  lockAcknowledgements,
  type RecordedAcknowledgement,
} from './store.js';

export interface Acknowledgement {
  result: AcknowledgementResult;
  reason: string;
  declaredBy: { organisation: string; department: string; name: string };
}

/**
 * 受領 or 訂正依頼, as whoever holds the key declares it. It changes nothing of the guarantee. The same declaration with the
 * same view, a form that was sent twice, is one: it is answered as the first time.
 */
export async function acknowledgeCertificate(
  db: Database,
  view: View,
  asked: { guaranteeNumber: GuaranteeNumber; revision: number; acknowledgement: Acknowledgement; now: Date },
): Promise<{ created: boolean; recorded: RecordedAcknowledgement }> {
  const { guaranteeNumber, revision, acknowledgement, now } = asked;
  const { result, reason, declaredBy } = acknowledgement;
  if (result === 'correction_requested' && reason.trim() === '') {
    throw new Refusal<DsureRefusalCode>('reason_missing', {}, '/reason');
  }
  await partInView(db, view, { guaranteeNumber, revision, part: 'certificate' });
  const { organisation, department, name } = declaredBy;
  const declared = [view.id, revision, result, reason, organisation, department, name];
  const row = {
    ...{ id: randomUUID(), guaranteeNumber, revision, declaredAt: now },
    ...{ result, reason, organisation, department, declarer: name },
    submissionDigest: Buffer.from(digestOf(JSON.stringify(declared)), 'base64url'),
  };
  return db.transaction(async (tx) => {
    await lockAcknowledgements(tx, guaranteeNumber);
    const there = await findAcknowledgement(tx, row.submissionDigest);
    if (there) return { created: false, recorded: there };
    await demandRoom(tx, guaranteeNumber, now);
    return { created: true, recorded: await addAcknowledgement(tx, row) };
  });
}

/**
 * What was declared is never deleted, and each becomes a task and a mail: so many are far above what the clerks of a town have to say of one
 * guarantee in a day, and bound what a key that went astray can do.
 */
const mostInADay = 20;
const day = 24 * 60 * 60 * 1000;

async function demandRoom(tx: Transaction, guaranteeNumber: GuaranteeNumber, now: Date): Promise<void> {
  const { count, oldest } = await declaredSince(tx, guaranteeNumber, new Date(now.getTime() - day));
  if (count < mostInADay) return;
  const seconds = Math.max(1, Math.ceil((oldest!.getTime() + day - now.getTime()) / 1000));
  throw dsureProblems.problem('too_many_declarations', {
    detail: `一つの電子証書への申告は、24時間に${mostInADay}件までです。お急ぎのときは、受注者または保証会社に直接お伝えください。`,
    headers: { 'retry-after': String(seconds) },
    facts: { retryAfter: seconds },
  });
}
