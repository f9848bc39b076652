import type { Static } from 'typebox';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { changeFeeReceipts } from '../db/tables.js';
import { demandWholeFee, readReceipt } from '../fees/receipt.js';
import type { FeeReceiptInput, FeeReceiptSchema } from '../fees/schemas.js';
import type { Guarantee } from '../guarantees/store.js';
import { askFor } from '../outbox/ask-for.js';
import { type ChangeRequest, moved } from './change-request.js';
import { saveChange } from './store.js';

/** 追加保証料の入金: only when the whole of it is there is the changed certificate made. */
export async function recordChangeFeeReceipt(
  tx: Database,
  actor: string,
  { guarantee, change }: { guarantee: Guarantee; change: ChangeRequest },
  input: Static<typeof FeeReceiptInput>,
  now: Date,
): Promise<Static<typeof FeeReceiptSchema>> {
  const receipt = readReceipt(input, now);
  const paid = moved(change, 'receive_fee');
  const fee = change.feeChange!.amount;
  const refundable = demandWholeFee(receipt.amount, fee);
  const { id: changeRequestId, guaranteeNumber } = change;
  const recorded = { changeRequestId, ...receipt, refundable, recordedBy: actor, recordedAt: now };
  await tx.insert(changeFeeReceipts).values(recorded);
  await saveChange(tx, paid, now);
  await askFor(tx, { topic: 'issue_change', changeRequestId }, now);
  const detail = { changeRequestId, ...receipt };
  await recordAct(tx, { at: now, actor, act: 'record_change_fee_receipt', subject: guaranteeNumber, detail });
  return { kind: guarantee.row.kind, ...receipt, fee, refundable };
}
