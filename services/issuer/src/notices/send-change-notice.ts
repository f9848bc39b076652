import { eq } from 'drizzle-orm';
import { changeFeeNotice } from '../changes/change-fee-notice.js';
import { changeRequests } from '../db/tables.js';
import type { World } from '../world.js';
import { messageIdOf } from './application-facts.js';
import { type ChangeEvent, changeNotice } from './change-notice.js';
import { correspondenceOf } from './correspondence.js';
import { guaranteeLetter } from './guarantee-letter.js';

/**
 * `version`: of the change when this happened, so that a second 差戻し is told as well. Nothing is said of an extra fee that has
 * lapsed in the meantime.
 */
export async function sendChangeNotice(
  { db, mailer, publicUrl }: World,
  { changeRequestId, event, version }: { changeRequestId: string; event: ChangeEvent; version: number },
): Promise<void> {
  const [change] = await db.select().from(changeRequests).where(eq(changeRequests.id, changeRequestId));
  const { guaranteeNumber, asked, message, feeChange, updatedAt } = change!;
  const notice = await changeFeeNotice(db, changeRequestId);
  if (event === 'fee_due' && notice === null) return;
  const correspondence = await correspondenceOf(db, guaranteeNumber);
  const said = changeNotice(event, { type: asked.type, form: correspondence.form, message, feeChange, notice });
  await mailer.send({
    messageId: messageIdOf({ mailer }, 'change-notice', changeRequestId, String(version)),
    to: correspondence.contact.email,
    date: updatedAt,
    ...guaranteeLetter(correspondence, { ...said, netDeskUrl: publicUrl }),
  });
}
