import { todayInTokyo } from '@e-surety/domain';
import type { Static } from 'typebox';
import { type Caller, sightOf } from '../accounts/caller.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { refundPayments } from '../db/tables.js';
import { throughTheDoor } from '../door.js';
import { refuse } from '../refusals.js';
import { findRefundable } from './list-refundables.js';
import type { RefundPaymentInput, RefundPaymentSchema } from './schemas.js';

/** 返還の支払: all that is still to be given back is paid at once, and is listed no more. Of two who record it, one is told. */
export async function recordRefundPayment(
  tx: Database,
  caller: Caller,
  input: Static<typeof RefundPaymentInput>,
  now: Date,
): Promise<Static<typeof RefundPaymentSchema>> {
  const paidOn = throughTheDoor((door) => {
    const day = door.day('paidOn', input.paidOn);
    if (day > todayInTokyo(now)) door.refuse('paidOn', 'in_the_future', '返還日がまだ来ていません', '今日以前の日');
    return day;
  });
  const found = await findRefundable(tx, input.refundable, sightOf(caller));
  if (!found) throw refuse('refundable_not_found');
  const { id: refundable, reason, refundable: amount } = found;
  const { method } = input;
  const payment = { refundable, reason, amount, paidOn, method };
  const [recorded] = await tx
    .insert(refundPayments)
    .values({ ...payment, recordedBy: caller.actor, recordedAt: now })
    .onConflictDoNothing()
    .returning();
  if (!recorded) throw refuse('refundable_not_found');
  const subject = found.guaranteeNumber ?? found.applicationId;
  await recordAct(tx, { at: now, actor: caller.actor, act: 'record_refund_payment', subject, detail: payment });
  return { ...payment, recordedAt: now.toISOString() };
}
