import { eq } from 'drizzle-orm';
import { changeFeeNotice } from '../changes/change-fee-notice.js';
import { changeRequests } from '../db/tables.js';
import type { Task } from '../outbox/tasks.js';
import type { World } from '../world.js';
import { messageIdOf } from './application-facts.js';
import { changeNotice } from './change-notice.js';
import { correspondenceOf } from './correspondence.js';
import { guaranteeLetter } from './guarantee-letter.js';

/**
 * `version`: of the change when this happened, so that a second 差戻し is told as well. Nothing is said of an extra fee that was
 * paid or has lapsed in the meantime, or of a change that was withdrawn.
 */
export async function sendChangeNotice(
  { db, mailer, publicUrl }: World,
  { changeRequestId, event, version, said }: Extract<Task, { topic: 'send_change_notice' }>,
): Promise<void> {
  const [change] = await db.select().from(changeRequests).where(eq(changeRequests.id, changeRequestId));
  const { guaranteeNumber, asked, status, feeChange, updatedAt } = change!;
  const { type, message } = said ?? { type: asked.type, message: change!.message };
  const notice = await changeFeeNotice(db, changeRequestId);
  if (event === 'fee_due' && (status !== 'fee_due' || notice === null)) return;
  const correspondence = await correspondenceOf(db, guaranteeNumber);
  const { form } = correspondence;
  const { effectiveOn } = asked;
  const text = changeNotice(event, { type, form, message, feeChange, notice, effectiveOn });
  await mailer.send({
    messageId: messageIdOf({ mailer }, 'change-notice', changeRequestId, String(version)),
    to: correspondence.contact.email,
    date: updatedAt,
    ...guaranteeLetter(correspondence, { ...text, netDeskUrl: publicUrl }),
  });
}
