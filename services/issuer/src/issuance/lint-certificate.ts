import type { Certificate } from '@e-surety/domain';

/**
 * Looks at a finished certificate before it is signed. Written from the rules and sharing no helper with the code that makes
 * certificates, so that a fault there is not repeated here. Answers what is off, in words for the underwriter; empty = sign.
 */
export function lintCertificate(certificate: Certificate): string[] {
  const { works, amount, period, issuedOn, orderer, contractor, guaranteeNumber, kind } = certificate;
  const faults: [boolean, string][] = [
    [!Number.isSafeInteger(amount) || amount < 1 || amount > 999_999_999_999, '保証金額が正しくありません。'],
    [amount > works.contractPrice, '保証金額が請負金額を超えています。'],
    [period.from !== null && period.from > period.to, '保証期間の始まりが終わりより後です。'],
    [works.period.from > works.period.to, '工期の始まりが終わりより後です。'],
    [period.to > works.period.to, '保証期間が工期の後まで続いています。'],
    [kind !== 'performance' && works.contractDate === null, '請負契約日のない前払金保証です。'],
    [!/^\d{2}-\d{2}-\d{7}-\d$/.test(guaranteeNumber), '保証契約番号の形式が違います。'],
    [issuedOn.slice(0, 4) < '2019' || !/^\d{4}-\d{2}-\d{2}$/.test(issuedOn), '発行日が正しくありません。'],
    [
      [orderer.name, contractor.name, works.name, works.place].some((text) => text.trim() === ''),
      '名称のない項目があります。',
    ],
    [shownPercent(certificate) !== certificate.ratio.percent, '保証割合の表示が金額と合いません。'],
  ];
  return faults.filter(([fault]) => fault).map(([, sentence]) => sentence);
}

function shownPercent(certificate: Certificate): string {
  const { amount, works, ratio } = certificate;
  const base =
    ratio.of === 'fiscalYearBase' && 'fiscalYearBase' in certificate
      ? certificate.fiscalYearBase?.amount
      : works.contractPrice;
  const tenths = (BigInt(amount) * 1000n) / BigInt(base ?? 1);
  return `${tenths / 10n}.${tenths % 10n}`;
}
