import type { Certificate } from '@e-surety/domain';
import { isDammNumber, isPublicBodyCode } from './check-digits.js';
import { dayNumber, fiscalYear, isAmount, isBlank, shareOf, shownPercent } from './plain.js';
import type { Rule } from './rule.js';

/** What stands on every certificate. */
export const contentRules: Rule<Certificate>[] = [
  {
    name: '種類と書式',
    faults: ({ format, works, kind, ...rest }) => [
      [format !== 'esurety-certificate/1', '電子証書の書式の版が違います。'],
      [!['construction', 'consulting'].includes(works.subject), '工事か業務委託かが分かりません。'],
      ['redeposit' in rest && !['used', 'not_used'].includes(rest.redeposit), '再預託利用区分が正しくありません。'],
    ],
  },
  {
    name: '保証契約番号',
    faults: ({ guaranteeNumber, history, issuedOn }) => {
      const [, year, serial] = /^\d{2}-(\d{2})-(\d{7})-\d$/.exec(guaranteeNumber) ?? [];
      const issued = fiscalYear(history[0]?.issuedOn ?? issuedOn) - 2018;
      return [
        [year === undefined, '保証契約番号の形式が違います。'],
        [year !== undefined && !isDammNumber(guaranteeNumber.replaceAll('-', '')), '検査数字が合いません。'],
        [serial === '0000000', '連番が0です。'],
        [year !== undefined && Number(year) !== issued, '番号の年度が当初の発行日の年度と違います。'],
      ];
    },
  },
  {
    name: '発注者コード',
    faults: ({ orderer: { code } }) => [
      [!isPublicBodyCode(code) && !/^K-[A-Z0-9]{4,8}$/.test(code), '発注者コードの検査数字か形式が違います。'],
    ],
  },
  {
    name: '名称の記載',
    faults: ({ issuer, orderer, contractor, works, terms }) => {
      const names = [
        ...[issuer.id, issuer.name, issuer.address, issuer.representative],
        ...[orderer.name, contractor.name, contractor.address, contractor.signatory.title],
        ...[works.name, works.place, orderer.signatory?.title ?? '-', terms.name, terms.version],
        ...[works.number, works.contractNumber, contractor.signatory.name].map((text) => text ?? '-'),
      ];
      return [[names.some(isBlank), '名称のない項目があります。']];
    },
  },
  {
    name: '日付',
    faults: ({ issuedOn, statusFrom, works, period, history }) => {
      const days = [
        ...[issuedOn, statusFrom, works.period.from, works.period.to, period.to],
        ...[works.contractDate, period.from].filter((day) => day !== null),
        ...history.flatMap((entry) => [entry.issuedOn, entry.effectiveOn]),
      ];
      return [
        [days.some((day) => dayNumber(day) === 0), '暦にない日付があります。'],
        [dayNumber(issuedOn) < 20190501, '発行日が令和より前です。'],
      ];
    },
  },
  {
    name: '金額',
    faults: ({ amount, works }) => [
      [!isAmount(works.contractPrice), '請負金額が正しくありません。'],
      [!isAmount(amount), '保証金額が正しくありません。'],
      [amount > works.contractPrice, '保証金額が請負金額を超えています。'],
    ],
  },
  {
    name: '保証割合',
    faults: (certificate) => {
      const { amount, ratio, works } = certificate;
      const yearBase = 'fiscalYearBase' in certificate ? certificate.fiscalYearBase : null;
      const percent = shownPercent(amount, yearBase?.amount ?? works.contractPrice);
      return [
        [ratio.of !== (yearBase ? 'fiscalYearBase' : 'contractPrice'), '保証割合の基礎が違います。'],
        [ratio.percent !== percent, '保証割合の表示が金額と合いません。'],
      ];
    },
  },
  {
    name: '工期',
    faults: ({ works: { period, contractDate } }) => [
      [dayNumber(period.from) > dayNumber(period.to), '工期の始まりが終わりより後です。'],
      [contractDate !== null && dayNumber(contractDate) > dayNumber(period.to), '契約日が工期の終わりより後です。'],
    ],
  },
  {
    name: '保証期間',
    faults: (certificate) => {
      const { period, works, type, issuedOn } = certificate;
      const last = dayNumber(period.to);
      return [
        [period.from !== null && dayNumber(period.from) > last, '保証期間の始まりが終わりより後です。'],
        [last !== expectedLastDay(certificate), '保証期間の終わりが、工期の終わりでも年度の末日でもありません。'],
        [
          (type === 'original' || (type === 'correction' && period.from !== null)) &&
            period.from !== works.contractDate,
          '保証期間の始まりが請負契約日と違います。',
        ],
        [type === 'original' && dayNumber(issuedOn) > last, '発行日に保証期間がすでに終わっています。'],
      ];
    },
  },
  {
    name: '共同企業体',
    faults: ({ contractor: { name, jointVenture }, type }) => {
      if (jointVenture === null) return [];
      const { members, representative } = jointVenture;
      const shares = members.map(({ sharePercent }) => sharePercent);
      const sum = shares.reduce((total, share) => total + shareOf(share), 0);
      return [
        [members.length < 2, '構成員が2社に足りません。'],
        [members[representative] === undefined, '代表者が構成員の中にいません。'],
        [!shares.every((share) => /^\d{1,3}(\.\d{1,4})?$/.test(share)), '出資割合の形式が違います。'],
        [sum !== 1_000_000, '出資割合の合計が100%ではありません。'],
        [type === 'original' && name !== jointVenture.name, '保証契約者が共同企業体の名称と違います。'],
        [[jointVenture.name, ...members.map((one) => one.name)].some(isBlank), '名称のない構成員があります。'],
      ];
    },
  },
];

/** The completion of the works; for an advance of an earlier fiscal year of theirs, 3/31 of it. */
function expectedLastDay(certificate: Certificate): number {
  const { works } = certificate;
  const year = 'fiscalYearBase' in certificate ? certificate.fiscalYearBase?.year : undefined;
  if (year === undefined || year >= fiscalYear(works.period.to)) return dayNumber(works.period.to);
  return (year + 1) * 10_000 + 331;
}
