import { type GuaranteeKind, nextGuaranteeRequestState } from '@e-surety/domain';
import type { Static } from 'typebox';
import type { Application } from '../applications/application.js';
import { saveApplication } from '../applications/store.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { feeReceipts } from '../db/tables.js';
import { askFor } from '../outbox/ask-for.js';
import { refuse } from '../refusals.js';
import { demandWholeFee, readReceipt } from './receipt.js';
import type { FeeReceiptInput, FeeReceiptSchema } from './schemas.js';

/** 保証料の入金: only when the whole fee is there is the guarantee contract concluded and the certificate made. */
export async function recordFeeReceipt(
  db: Database,
  actor: string,
  application: Application,
  kind: GuaranteeKind,
  input: Static<typeof FeeReceiptInput>,
  now: Date,
): Promise<Static<typeof FeeReceiptSchema>> {
  const receipt = readReceipt(input, now);
  const request = application.requests.find((one) => one.kind === kind);
  if (!request) throw refuse('guarantee_not_found', { detail: 'この申込に、その種類の保証はありません。' });
  const status = nextGuaranteeRequestState(request.status, 'receive_fee');
  const fee = request.approved!.fee.amount;
  const refundable = demandWholeFee(receipt.amount, fee);
  const { id: applicationId } = application;
  await db
    .insert(feeReceipts)
    .values({ applicationId, kind, ...receipt, refundable, recordedBy: actor, recordedAt: now });
  await saveApplication(
    db,
    { ...application, requests: application.requests.map((one) => (one === request ? { ...one, status } : one)) },
    now,
  );
  await askFor(db, { topic: 'issue_certificate', applicationId, kind }, now);
  await recordAct(db, {
    at: now,
    actor,
    act: 'record_fee_receipt',
    subject: applicationId,
    detail: { kind, ...receipt },
  });
  return { kind, ...receipt, fee, refundable };
}
