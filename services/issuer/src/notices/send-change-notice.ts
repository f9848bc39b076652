import { eq } from 'drizzle-orm';
import { changeRequests } from '../db/tables.js';
import type { World } from '../world.js';
import { messageIdOf } from './application-facts.js';
import { type ChangeEvent, changeNotice } from './change-notice.js';
import { correspondenceOf } from './correspondence.js';
import { guaranteeLetter } from './guarantee-letter.js';

/** `version`: of the change when this happened, so that a second 差戻し is told as well. */
export async function sendChangeNotice(
  { db, mailer, publicUrl }: World,
  { changeRequestId, event, version }: { changeRequestId: string; event: ChangeEvent; version: number },
): Promise<void> {
  const [change] = await db.select().from(changeRequests).where(eq(changeRequests.id, changeRequestId));
  const { guaranteeNumber, asked, message, feeChange, updatedAt } = change!;
  const correspondence = await correspondenceOf(db, guaranteeNumber);
  const said = changeNotice(event, { type: asked.type, message, feeChange });
  await mailer.send({
    messageId: messageIdOf({ mailer }, 'change-notice', changeRequestId, String(version)),
    to: correspondence.contact.email,
    date: updatedAt,
    ...guaranteeLetter(correspondence, { ...said, netDeskUrl: publicUrl }),
  });
}
