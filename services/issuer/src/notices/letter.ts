import { formatWareki, formatYen, guaranteeKindNames, worksLabels } from '@e-surety/domain';
import type { Correspondence } from './correspondence.js';

/** A mail about a guarantee: `said` stands between the greeting and what the guarantee is. No mail carries a key. */
export function letter(
  { certificate, contact, branch }: Correspondence,
  { title, said, next, netDeskUrl }: { title: string; said: string; next: string; netDeskUrl: string },
): { subject: string; text: string } {
  const { contractor, works, orderer, guaranteeNumber, amount, kind, issuer, period } = certificate;
  return {
    subject: `【${issuer.name}】${title}(${guaranteeNumber})`,
    text: `${contractor.name}
${contact.department} ${contact.name} 様

いつもネットデスクをご利用いただき、ありがとうございます。
${said}

  保証の種類    ${guaranteeKindNames[kind]}
  保証契約番号  ${guaranteeNumber}
  発注者        ${orderer.name}
  ${worksLabels[works.subject].name}        ${works.name}
  保証金額      ${formatYen(amount)}
  保証期限      ${formatWareki(period.to)}

${next}
ネットデスク ${netDeskUrl}

このメールは送信専用のアドレスからお送りしています。お問い合わせは下記までお願いいたします。

${issuer.name} ${branch.name}
電話 ${branch.phone} / メール ${branch.email}
受付時間 ${branch.hours}
`,
  };
}
