import { type CalendarDay, changeTypeNames, formatWareki } from '@e-surety/domain';
import { and, eq } from 'drizzle-orm';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { changeFeeNotices } from '../db/tables.js';
import { tellOfChange } from '../notices/tell-of-change.js';
import { moved } from './change-request.js';
import { lockChange, saveChange } from './store.js';

/**
 * An extra fee that has not come by its last day: the change goes back to the contractor, and the guarantee stays as it was.
 * Nothing happens to what was paid or withdrawn meanwhile. `tx` holds the claim on the task.
 */
export async function lapseChangeFee(
  tx: Database,
  { changeRequestId, payBy }: { changeRequestId: string; payBy: CalendarDay },
  now: Date,
): Promise<void> {
  const change = await lockChange(tx, changeRequestId);
  if (change.status !== 'fee_due') return;
  const ofThisDay = and(eq(changeFeeNotices.changeRequestId, changeRequestId), eq(changeFeeNotices.payBy, payBy));
  const gone = await tx.delete(changeFeeNotices).where(ofThisDay).returning({ payBy: changeFeeNotices.payBy });
  if (gone.length === 0) return;

  const message = `${changeTypeNames[change.asked.type]}の追加保証料の入金を、お支払期限(${formatWareki(payBy)})までに確認できなかったため、差し戻しました。変更をお望みの場合は、もう一度送信してください。`;
  const lapsed = await saveChange(
    tx,
    {
      ...moved(change, 'lapse'),
      ...{ message, feeChange: null, approvedBy: null, approvedAt: null, referredBy: null, referredAt: null },
    },
    now,
  );
  await tellOfChange(tx, lapsed, 'lapsed', now);
  const detail = { id: changeRequestId, payBy, fee: change.feeChange!.amount };
  await recordAct(tx, { at: now, actor: 'fees', act: 'lapse_change_fee', subject: change.guaranteeNumber, detail });
}
