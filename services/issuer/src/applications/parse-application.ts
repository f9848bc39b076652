import {
  fiscalYearsOf,
  type GuaranteeNumber,
  guaranteeKinds,
  type PriorAdvance,
  parseGuaranteeNumber,
  toFullWidth,
} from '@e-surety/domain';
import type { Static } from 'typebox';
import type { Door } from '../door.js';
import type { WorksFacts } from '../works/works.js';
import type { ApplicationFacts, AskedGuarantee } from './application.js';
import type { ApplicationInput } from './schemas.js';

type Input = Static<typeof ApplicationInput>;

/** In the order of kinds, in which every answer shows them and findings point at them. */
export function parseGuarantees(door: Door, input: Input['guarantees']): AskedGuarantee[] {
  const asked = input.map((guarantee, index) => parseGuarantee(door.at(index), guarantee));
  for (const [index, { kind }] of asked.entries()) {
    if (asked.findIndex((other) => other.kind === kind) < index) {
      door.at(index).refuse('kind', 'kind_twice', '同じ種類の保証が二度あります', '種類ごとに一つ');
    }
  }
  return asked.sort((a, b) => guaranteeKinds.indexOf(a.kind) - guaranteeKinds.indexOf(b.kind));
}

function parseGuarantee(door: Door, input: Input['guarantees'][number]): AskedGuarantee {
  const amount = door.yen('amount', input.amount);
  if (input.kind === 'performance') return { ...input, amount };
  const base = input.fiscalYearBase;
  const advance = {
    amount,
    depositary: toFullWidth(input.depositary),
    fiscalYearBase: base && { ...base, amount: door.at('fiscalYearBase').yen('amount', base.amount) },
  };
  if (input.kind === 'advance_payment') return { ...input, ...advance };
  const { date, number } = input.recognition;
  return {
    ...{ ...input, ...advance },
    recognition: { date: door.at('recognition').day('date', date), number },
    priorAdvance: parsePriorAdvance(door.at('priorAdvance'), input.priorAdvance),
  };
}

type Interim = Extract<Input['guarantees'][number], { kind: 'interim_advance_payment' }>;

function parsePriorAdvance(door: Door, input: Interim['priorAdvance']): PriorAdvance {
  if ('external' in input) {
    const { external } = input;
    return { external: { ...external, amount: door.at('external').yen('amount', external.amount) } };
  }
  const guaranteeNumber = parseGuaranteeNumber(input.guaranteeNumber);
  if (guaranteeNumber) return { guaranteeNumber };
  const expected = '番号の末尾の検査数字まで正しい番号。例: 12-08-0000123-3 の形';
  door.refuse('guaranteeNumber', 'not_a_guarantee_number', '保証契約番号として読めません', expected);
  return { guaranteeNumber: input.guaranteeNumber as GuaranteeNumber };
}

type Particulars = Pick<Input, 'completionNotice' | 'paperDelivery' | 'contact' | 'responsible' | 'messageToIssuer'>;

export function parseParticulars(door: Door, input: Particulars, guarantees: AskedGuarantee[]): ApplicationFacts {
  const { completionNotice, paperDelivery, contact, responsible = null, messageToIssuer } = input;
  if (completionNotice.wanted && completionNotice.email === null) {
    door
      .at('completionNotice')
      .refuse('email', 'required', 'お知らせを希望する場合はメールアドレスが必要です', '例: soumu@example.jp');
  }
  if (guarantees.some((g) => g.form === 'paper') && paperDelivery === null) {
    door.refuse(
      'paperDelivery',
      'required',
      '証書(紙)の受取方法が必要です',
      '{ "method": "post" | "branch_counter", "address" }',
    );
  }
  if (paperDelivery?.method === 'post' && paperDelivery.address === null) {
    door.at('paperDelivery').refuse('address', 'required', '郵送の場合は送付先が必要です', '証書の送付先');
  }
  return { completionNotice, paperDelivery, contact, responsible, messageToIssuer };
}

/** What only works and guarantees together can contradict. */
export function checkTogether(door: Door, works: WorksFacts, guarantees: AskedGuarantee[]): void {
  const { first, last } = fiscalYearsOf(works);
  for (const [index, guarantee] of guarantees.entries()) {
    if (!isOutsideWorks(guarantee, works)) continue;
    door
      .at('guarantees')
      .at(index)
      .at('fiscalYearBase')
      .refuse('year', 'fiscal_year_outside_works', '年度が契約から工期の終わりまでの外です', `${first}から${last}まで`);
  }
}

export function isOutsideWorks(guarantee: AskedGuarantee, works: Pick<WorksFacts, 'contractDate' | 'period'>): boolean {
  const year = 'fiscalYearBase' in guarantee ? guarantee.fiscalYearBase?.year : undefined;
  const { first, last } = fiscalYearsOf(works);
  return year !== undefined && (year < first || year > last);
}
