import { formatYen, guaranteeKindNames } from '@e-surety/domain';
import type { GuaranteeRequest } from '../applications/application.js';
import type { ApplicationMailFacts } from './application-facts.js';
import { letter } from './letter.js';
import type { MailText } from './mail-text.js';

/** お引受けできない旨のお知らせ. */
export function declinedNotice(facts: ApplicationMailFacts, { kind, asked, message }: GuaranteeRequest): MailText {
  const { to, from, about } = facts;
  return {
    subject: `【${from.issuer}】保証のお申し込みの審査結果について(${guaranteeKindNames[kind]})`,
    text: letter({
      to,
      parts: [
        'いつもネットデスクをご利用いただき、ありがとうございます。\nお申し込みを審査しました結果、誠に申し訳ございませんが、下記の保証はお引受けできないこととなりました。',
        [['保証の種類', guaranteeKindNames[kind]], ...about, ['保証金額', formatYen(asked.amount)]],
        ...(message === null || message.trim() === '' ? [] : [`理由:\n${message}`]),
      ],
      from,
    }),
  };
}
