import { type Certificate, formatWareki, formatYen, guaranteeStatusNames, worksLabels } from '@e-surety/domain';
import { periodLabel, periodText, revisionTypeNames, titles } from '@e-surety/papers/wording';
import type { Report } from './report.js';

/** What people read: what was looked at, the verdict, what was signed, and what this cannot know. */
export function tell(name: string, { checks, certificate }: Report): string {
  const lines = checks.map(({ name, passed, detail }) => `  ${passed ? '✓' : '✗'} ${name}: ${detail}`);
  return [
    `${plain(name)} を確認しました。`,
    '',
    ...lines,
    '',
    ...(certificate ? sound(certificate) : ['判定: 本物と認められません。この内容を信頼しないでください。']),
    '',
  ].join('\n');
}

function sound(certificate: Certificate): string[] {
  const { issuer, orderer, contractor, works, status, statusFrom } = certificate;
  const labels = worksLabels[works.subject];
  const facts = [
    ['証書', titles[certificate.kind]],
    ['保証契約番号', certificate.guaranteeNumber],
    ['版', `${revisionText(certificate)}(発行日 ${formatWareki(certificate.issuedOn)})`],
    ['この版の状態', `${guaranteeStatusNames[status]}(${formatWareki(statusFrom)}から)`],
    ['保証人', issuer.name],
    ['発注者', orderer.name],
    ['受注者', contractor.name],
    [labels.name, works.name],
    ['保証金額', formatYen(certificate.amount)],
    [periodLabel(certificate), periodText(certificate)],
  ] as const;
  return [
    `判定: 本物です。${plain(issuer.name)}が署名した電子証書で、署名の後に変更されていません。`,
    '',
    '署名されている内容',
    ...facts.map(([label, text]) => `  ${label}: ${plain(text)}`),
    '',
    'この確認で分からないこと',
    '  公開鍵の一覧が保証会社のものかどうか。保証会社が公開する一覧であることは、取得した方が確かめてください。',
    '  この版の後に変更や解約があったかどうか。現在の内容は、D-Sureで照会してください。',
  ];
}

function revisionText({ revision, type }: Certificate): string {
  return revision === 0 ? revisionTypeNames.original : `第${revision}版 ${revisionTypeNames[type]}`;
}

/** On one line of a terminal, whatever a name contains. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
}
