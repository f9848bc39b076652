import type { ApplicationMailFacts } from './application-facts.js';
import { letter } from './letter.js';
import type { MailText } from './mail-text.js';

/** 差戻しのお知らせ. */
export function returnedNotice(facts: ApplicationMailFacts, message: string): MailText {
  const { to, from, about, netDeskUrl } = facts;
  return {
    subject: `【${from.issuer}】保証のお申し込みの差戻しについて(修正のお願い)`,
    text: letter({
      to,
      parts: [
        'いつもネットデスクをご利用いただき、ありがとうございます。\nお申し込みの内容について、修正をお願いしたい点がありますので、差し戻しました。',
        about,
        `修正していただきたいこと:\n${message}`,
        `お手数ですが、ネットデスク( ${netDeskUrl} )で申込を開いて修正し、もう一度送信してください。`,
      ],
      from,
    }),
  };
}
