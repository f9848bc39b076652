import { formatWareki, formatYen, guaranteeKindNames } from '@e-surety/domain';
import type { FeeNoticeFacts } from '../fees/fee-notice-facts.js';
import type { ApplicationMailFacts } from './application-facts.js';
import { letter } from './letter.js';
import type { MailText } from './mail-text.js';

/** 保証料のご案内: amount, where to pay, last day. */
export function feeDueNotice({ to, from, about, netDeskUrl }: ApplicationMailFacts, notice: FeeNoticeFacts): MailText {
  const { kind, amount, fee, payment, payBy } = notice;
  return {
    subject: `【${from.issuer}】保証料のご案内(${guaranteeKindNames[kind]})`,
    text: letter({
      to,
      parts: [
        'いつもネットデスクをご利用いただき、ありがとうございます。\nお申し込みの保証について、審査が終わりました。保証料のお支払いをお願いいたします。',
        [
          ['保証の種類', guaranteeKindNames[kind]],
          ...about,
          ['保証金額', formatYen(amount)],
          ['保証料', formatYen(fee.amount)],
          ['お支払先', payment.account ?? `${from.branch.name}にお問い合わせください`],
          ['お支払期限', formatWareki(payBy)],
        ],
        `お支払いを確認した後に、保証契約を締結し、証書を発行します。
期限までにお支払いを確認できない場合は、お申し込みを差し戻します。
ご案内の書面(PDF)は、ネットデスク( ${netDeskUrl} )で受け取れます。`,
      ],
      from,
    }),
  };
}
