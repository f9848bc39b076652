import { formatWareki, formatYen, guaranteeKindNames, worksLabels } from '@e-surety/domain';
import type { Correspondence } from './correspondence.js';
import { contactOf, letter } from './letter.js';
import type { MailText } from './mail-text.js';

interface Said {
  title: string;
  said: string;
  /** Of what is told, below those of the guarantee. */
  facts?: [label: string, value: string][];
  next: string;
  netDeskUrl: string;
}

/** A mail about a guarantee: `said` stands between the greeting and what the guarantee is. No mail carries a key. */
export function guaranteeLetter(
  { certificate, contact, branch }: Correspondence,
  { title, said, facts = [], next, netDeskUrl }: Said,
): MailText {
  const { contractor, works, orderer, guaranteeNumber, amount, kind, issuer, period } = certificate;
  return {
    subject: `【${issuer.name}】${title}(${guaranteeNumber})`,
    text: letter({
      to: contactOf(contractor.name, contact),
      parts: [
        `いつもネットデスクをご利用いただき、ありがとうございます。\n${said}`,
        [
          ['保証の種類', guaranteeKindNames[kind]],
          ['保証契約番号', guaranteeNumber],
          ['発注者', orderer.name],
          [worksLabels[works.subject].name, works.name],
          ['保証金額', formatYen(amount)],
          ['保証期限', formatWareki(period.to)],
          ...facts,
        ],
        `${next}\nネットデスク ${netDeskUrl}`,
      ],
      from: { issuer: issuer.name, branch },
    }),
  };
}
