import { and, eq } from 'drizzle-orm';
import { keyReplacements } from '../db/tables.js';
import type { World } from '../world.js';
import { messageIdOf } from './application-facts.js';
import { correspondenceOf } from './correspondence.js';
import { guaranteeLetter } from './guarantee-letter.js';

/** 認証キー再発行完了のお知らせ. It says where the new key is found, and does not carry it. */
export async function sendKeyReplacedNotice(
  { db, mailer, publicUrl }: World,
  { guaranteeNumber, keyGeneration }: { guaranteeNumber: string; keyGeneration: number },
): Promise<void> {
  const [replaced] = await db
    .select({ at: keyReplacements.confirmedAt })
    .from(keyReplacements)
    .where(and(eq(keyReplacements.guaranteeNumber, guaranteeNumber), eq(keyReplacements.keyGeneration, keyGeneration)));
  const correspondence = await correspondenceOf(db, guaranteeNumber);
  await mailer.send({
    messageId: messageIdOf({ mailer }, 'key-replaced', guaranteeNumber, String(keyGeneration)),
    to: correspondence.contact.email,
    date: replaced!.at!,
    ...guaranteeLetter(correspondence, {
      title: '認証キー再発行完了のお知らせ',
      said: '認証キーの再発行が完了しました。これまでの認証キーでは照会できません。',
      next: '新しい認証キーは、このメールには記載していません。\n「電子保証にかかる「認証キー」のお知らせ」をもう一度ダウンロードし、発注者に提出してください。',
      netDeskUrl: publicUrl,
    }),
  });
}
