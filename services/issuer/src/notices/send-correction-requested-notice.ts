import { eq } from 'drizzle-orm';
import { acknowledgements } from '../db/tables.js';
import type { World } from '../world.js';
import { correspondenceOf } from './correspondence.js';
import { guaranteeLetter } from './guarantee-letter.js';

/** 訂正依頼のお知らせ: what whoever holds the key declared, as declared. */
export async function sendCorrectionRequestedNotice(
  { db, mailer, publicUrl }: World,
  { acknowledgementId }: { acknowledgementId: string },
): Promise<void> {
  const [declared] = await db.select().from(acknowledgements).where(eq(acknowledgements.id, acknowledgementId));
  const { guaranteeNumber, organisation, department, declarer, reason, declaredAt } = declared!;
  const correspondence = await correspondenceOf(db, guaranteeNumber);
  await mailer.send({
    messageId: `correction-requested.${acknowledgementId}@${new URL(publicUrl).hostname}`,
    to: correspondence.contact.email,
    date: declaredAt,
    ...guaranteeLetter(correspondence, {
      title: '訂正依頼のお知らせ',
      said: `認証キーをお持ちの方から、D-Sureで訂正の依頼が申告されました。\n申告した方: ${organisation} ${department} ${declarer} 様\n依頼の内容: ${reason}`,
      next: '申告した方がご本人かどうかは確かめられていません。発注者にご確認のうえ、訂正や変更が必要なときは、下記の支店にご連絡ください。',
      netDeskUrl: publicUrl,
    }),
  });
}
