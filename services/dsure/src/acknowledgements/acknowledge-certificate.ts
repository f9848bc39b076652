import { randomUUID } from 'node:crypto';
import { type GuaranteeNumber, Refusal } from '@e-surety/domain';
import { digestOf } from '@e-surety/seal/format';
import type { Database } from '@e-surety/service-kit/postgres';
import type { AcknowledgementResult } from '../db/tables.js';
import type { DsureRefusalCode } from '../refusals.js';
import { partInView } from '../views/open-view.js';
import type { View } from '../views/view-token.js';
import { addAcknowledgement, type RecordedAcknowledgement } from './store.js';

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
  return addAcknowledgement(db, {
    ...{ id: randomUUID(), guaranteeNumber, revision, declaredAt: now },
    ...{ result, reason, organisation, department, declarer: name },
    submissionDigest: Buffer.from(digestOf(JSON.stringify(declared)), 'base64url'),
  });
}
