import { type Certificate, formatWareki, formatYen, guaranteeKindNames, worksLabels } from '@e-surety/domain';
import { contactOf, letter } from './letter.js';

export interface CompletionNoticeFacts {
  certificate: Certificate;
  contact: { department: string; name: string };
  branch: { name: string; phone: string; email: string; hours: string };
  netDeskUrl: string;
}

/** 「電子保証(認証キー)発行完了のお知らせ」. The mail does not carry the key: it says where the key is found. */
export function completionNotice(facts: CompletionNoticeFacts): { subject: string; text: string } {
  const { certificate, contact, branch, netDeskUrl } = facts;
  const { contractor, works, orderer, guaranteeNumber, amount, kind, issuer } = certificate;
  return {
    subject: `【${issuer.name}】電子保証(認証キー)発行完了のお知らせ(${guaranteeNumber})`,
    text: letter({
      to: contactOf(contractor.name, contact),
      parts: [
        'いつもネットデスクをご利用いただき、ありがとうございます。\nお申し込みの電子保証の発行手続が完了しました。',
        [
          ['保証の種類', guaranteeKindNames[kind]],
          ['保証契約番号', guaranteeNumber],
          ['発行日', formatWareki(certificate.issuedOn)],
          ['発注者', orderer.name],
          [worksLabels[works.subject].name, works.name],
          ['保証金額', formatYen(amount)],
        ],
        `認証キーは、このメールには記載していません。
ネットデスク( ${netDeskUrl} )の「保証契約一覧」で「電子保証(認証キー)」を開き、
「電子保証にかかる「認証キー」のお知らせ」(PDF)をダウンロードして、発注者に提出してください。`,
      ],
      from: { issuer: issuer.name, branch },
    }),
  };
}
