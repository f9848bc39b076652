import { formatYen, type GuaranteeKind, nextGuaranteeRequestState, yen } from '@e-surety/domain';
import type { Static } from 'typebox';
import type { Application } from '../applications/application.js';
import { saveApplication } from '../applications/store.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { feeReceipts } from '../db/tables.js';
import { throughTheDoor } from '../door.js';
import { askFor } from '../outbox/ask-for.js';
import { refuse } from '../refusals.js';
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
  const receipt = throughTheDoor((door) => ({
    amount: door.yen('amount', input.amount),
    receivedOn: door.day('receivedOn', input.receivedOn),
    method: input.method,
    reference: input.reference,
  }));
  const request = application.requests.find((one) => one.kind === kind);
  if (!request) throw refuse('guarantee_not_found', { detail: 'この申込に、その種類の保証はありません。' });
  const status = nextGuaranteeRequestState(request.status, 'receive_fee');
  const fee = request.approved!.fee.amount;
  if (receipt.amount < fee) {
    const detail = `保証料${formatYen(fee)}に対し${formatYen(yen(fee - receipt.amount))}不足しています。`;
    throw refuse('fee_short', { detail, errors: [{ pointer: '/amount', in: 'body', code: 'fee_short', detail }] });
  }
  const refundable = yen(receipt.amount - fee);
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
