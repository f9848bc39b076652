import type { Certificate } from '@e-surety/domain';
import { isDammNumber } from './check-digits.js';
import { dayNumber, fiscalYear, isAmount, isBlank } from './plain.js';
import type { Rule } from './rule.js';

type Advance = Exclude<Certificate, { kind: 'performance' }>;
type Interim = Extract<Certificate, { kind: 'interim_advance_payment' }>;

const ofAdvances = (name: string, faults: Rule<Advance>['faults']): Rule<Certificate> => ({
  name,
  faults: (certificate) => (certificate.kind === 'performance' ? [] : faults(certificate)),
});
const ofInterims = (name: string, faults: Rule<Interim>['faults']): Rule<Certificate> => ({
  name,
  faults: (certificate) => (certificate.kind === 'interim_advance_payment' ? faults(certificate) : []),
});

/** What an advance and an interim advance have beside: their contract is signed, their money lies with a bank. */
export const kindRules: Rule<Certificate>[] = [
  ofAdvances('前払金の契約', ({ works: { contractDate }, period, type, issuedOn }) => [
    [contractDate === null, '請負契約日のない前払金保証です。'],
    [contractDate !== null && period.from === null, '保証期間の始まりがありません。'],
    [
      contractDate !== null && type === 'original' && dayNumber(contractDate) > dayNumber(issuedOn),
      '請負契約日が発行日より後です。',
    ],
  ]),
  ofAdvances('預託金融機関', ({ depositary }) => [
    [isBlank(depositary), '預託金融機関がありません。'],
    [/[\u0020-\u007e\u00a5\uff61-\uff9f]/.test(depositary), '預託金融機関に半角の文字があります。'],
  ]),
  ofAdvances('今年度対象額', ({ fiscalYearBase: base, works, amount }) => {
    if (base === null) return [];
    const first = fiscalYear(works.contractDate ?? works.period.from);
    return [
      [!isAmount(base.amount), '今年度対象額が正しくありません。'],
      [base.amount > works.contractPrice, '今年度対象額が請負金額を超えています。'],
      [amount > base.amount, '保証金額が今年度対象額を超えています。'],
      [!['planned_output', 'payment_limit'].includes(base.basis), '今年度対象額の区分が正しくありません。'],
      [base.year < first || base.year > fiscalYear(works.period.to), '今年度対象額の年度が工期の外です。'],
    ];
  }),
  ofInterims('認定', ({ recognition: { date, number }, works: { contractDate }, history, issuedOn }) => [
    [isBlank(number), '認定番号がありません。'],
    [dayNumber(date) === 0, '認定日が暦にありません。'],
    [contractDate !== null && dayNumber(date) < dayNumber(contractDate), '認定日が請負契約日より前です。'],
    [dayNumber(date) > dayNumber(history[0]?.issuedOn ?? issuedOn), '認定日が当初の発行日より後です。'],
  ]),
  ofInterims('先の前払金保証', ({ priorAdvance, guaranteeNumber, amount, works }) => {
    if ('guaranteeNumber' in priorAdvance) {
      const prior = priorAdvance.guaranteeNumber;
      const sound = /^\d{2}-\d{2}-\d{7}-\d$/.test(prior) && isDammNumber(prior.replaceAll('-', ''));
      return [
        [!sound, '先の前払金保証の番号が正しくありません。'],
        [prior === guaranteeNumber, '自らを先の前払金保証としています。'],
        [prior.slice(0, 2) !== guaranteeNumber.slice(0, 2), '先の前払金保証の番号が弊社のものではありません。'],
      ];
    }
    const { issuerName, number, amount: advanced } = priorAdvance.external;
    return [
      [isBlank(issuerName) || isBlank(number), '先の前払金保証の保証人か番号がありません。'],
      [!isAmount(advanced), '先の前払金保証の金額が正しくありません。'],
      [advanced + amount > works.contractPrice, '前払金と中間前払金の合計が請負金額を超えています。'],
    ];
  }),
];
