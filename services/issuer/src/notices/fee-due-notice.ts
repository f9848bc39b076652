import { type CalendarDay, type FeePayment, formatWareki, formatYen, guaranteeKindNames } from '@e-surety/domain';
import type { GuaranteeRequest } from '../applications/application.js';
import type { ApplicationMailFacts } from './application-facts.js';
import { letter } from './letter.js';
import type { MailText } from './mail-text.js';

/** 保証料のご案内: amount, where to pay, last day. */
export function feeDueNotice(
  facts: ApplicationMailFacts,
  { kind, asked, approved }: GuaranteeRequest,
  { account, lastDay }: { account: string; lastDay: CalendarDay },
): MailText {
  const { to, from, about } = facts;
  return {
    subject: `【${from.issuer}】保証料のご案内(${guaranteeKindNames[kind]})`,
    text: letter({
      to,
      parts: [
        'いつもネットデスクをご利用いただき、ありがとうございます。\nお申し込みの保証について、審査が終わりました。保証料のお支払いをお願いいたします。',
        [
          ['保証の種類', guaranteeKindNames[kind]],
          ...about,
          ['保証金額', formatYen(asked.amount)],
          ['保証料', formatYen(approved!.fee.amount)],
          ['お支払先', whereToPay(asked.feePayment, account, from)],
          ['お支払期限', formatWareki(lastDay)],
        ],
        'お支払いを確認した後に、保証契約を締結し、証書を発行します。\n期限までにお支払いがない場合は、お申し込みを差し戻すことがあります。',
      ],
      from,
    }),
  };
}

function whereToPay(feePayment: FeePayment, account: string, { branch }: ApplicationMailFacts['from']): string {
  return feePayment === 'bank_transfer' ? account : `${branch.name}の窓口(受付時間 ${branch.hours})`;
}
