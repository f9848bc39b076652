import { parseDay, ppmOf } from '@e-surety/domain';
import type { FormError } from '@e-surety/service-kit/pages';
import type { FormField } from '../site/field-errors.js';
import { checkedIn, type TypedForm, typedIn, typedOrNull } from '../site/typed.js';
import type { OrdererRules } from './schemas.js';

// The rules of a body, between what the contract has and the fields of a form. Rows that say nothing are none.

export const limitRows = 10;
export const submissionRows = 4;

type Limit = NonNullable<OrdererRules['ratio']>['limits'][number];
type Submission = OrdererRules['submission'][number];

/** A version as it would have been typed. */
export function typedRules({ electronic, ratio, submission, note, source }: OrdererRules): TypedForm {
  const { since, trigger, kinds, subjects, excludes = [] } = electronic;
  const limits = (ratio?.limits ?? []).map(({ rule, kind, subjects, bids, bound, ppm, withPriorAdvance }, i) => ({
    ...{ [`limit-${i}-rule`]: rule, [`limit-${i}-kind`]: kind, [`limit-${i}-subjects`]: subjects },
    ...{ [`limit-${i}-bids`]: bids, [`limit-${i}-bound`]: bound, [`limit-${i}-percent`]: String(ppm / 10_000) },
    ...(withPriorAdvance && { [`limit-${i}-together`]: 'true' }),
  }));
  const ways = submission.map((one, i) => ({
    ...{ [`way-${i}-kinds`]: one.kinds, [`way-${i}-channel`]: one.channel, [`way-${i}-subject`]: one.subject ?? '' },
    ...{ [`way-${i}-body`]: one.body, [`way-${i}-attach`]: one.attach, [`way-${i}-deadline`]: one.deadline ?? '' },
    ...(one.confirmByPhone && { [`way-${i}-phone`]: 'true' }),
    ...{ [`way-${i}-formName`]: one.formName ?? '', [`way-${i}-department`]: one.department ?? '' },
    ...{ [`way-${i}-email`]: one.email ?? '', [`way-${i}-note`]: one.note ?? '' },
  }));
  return Object.assign(
    { since: since ?? '', trigger: trigger ?? '', kinds, subjects, excludes },
    ratio && { ratio: 'true', unit: String(ratio.unit), onBreach: ratio.onBreach },
    ...limits,
    ...ways,
    { note: note ?? '', source },
  );
}

/** What was typed, as the contract takes it; and what cannot even be read, where the contract has no words for it. */
export function rulesIn(form: TypedForm): { rules: OrdererRules; validFrom: string; errors: FormError[] } {
  const days = ['validFrom', 'since'].map((id) => [id, typedIn(form, id), parseDay(typedIn(form, id))] as const);
  const [[, , validFrom], [, since, sinceDay]] = days as [(typeof days)[number], (typeof days)[number]];
  const unread = days
    .filter(([id, text, day]) => day === null && (id === 'validFrom' || text.trim() !== ''))
    .map(([field]) => ({ field, message: `${dayLabels[field]}を日付で入力してください(例: R9.4.1)` }));
  const limits = rowsIn(form, 'limit', limitRows, 'percent').map((i) => limitIn(form, i));
  const percents = limits
    .filter(({ ppm }) => ppm === null)
    .map(({ row }) => ({
      field: `limit-${row}-percent`,
      message: '割合は、40や0.35のように%で入力してください',
    }));
  const rules: OrdererRules = {
    electronic: {
      ...{
        since: since.trim() === '' ? null : sinceDay,
        trigger: typedOrNull(form, 'trigger') as OrdererRules['electronic']['trigger'],
      },
      kinds: checkedIn(form, 'kinds') as OrdererRules['electronic']['kinds'],
      subjects: checkedIn(form, 'subjects') as OrdererRules['electronic']['subjects'],
      excludes: checkedIn(form, 'excludes') as NonNullable<OrdererRules['electronic']['excludes']>,
    },
    ratio: typedIn(form, 'ratio') === 'true' ? ratioIn(form, limits) : null,
    submission: rowsIn(form, 'way', submissionRows, 'channel').map((i) => submissionIn(form, i)),
    ...{ note: typedOrNull(form, 'note'), source: typedIn(form, 'source') },
  };
  return { rules, validFrom: validFrom ?? '', errors: [...unread, ...percents] };
}

const dayLabels: Record<string, string> = { validFrom: 'この規則を適用する日', since: '電子保証の開始日' };

const rowsIn = (form: TypedForm, row: string, most: number, sign: string): number[] =>
  Array.from({ length: most }, (_, i) => i).filter((i) => typedIn(form, `${row}-${i}-${sign}`).trim() !== '');

function limitIn(form: TypedForm, row: number): Omit<Limit, 'ppm'> & { ppm: number | null; row: number } {
  const typed = (name: string) => typedIn(form, `limit-${row}-${name}`);
  return {
    ...{ row, rule: typed('rule'), kind: typed('kind') as Limit['kind'], bids: typed('bids') as Limit['bids'] },
    subjects: checkedIn(form, `limit-${row}-subjects`) as Limit['subjects'],
    ...{ bound: typed('bound') as Limit['bound'], ppm: ppmTyped(typed('percent')) },
    withPriorAdvance: typed('together') === 'true',
  };
}

/** Null where no percentage can be read. */
export function ppmTyped(text: string): number | null {
  const percent = text.normalize('NFKC').trim().replace(/%$/u, '');
  return /^\d{1,3}(\.\d{1,4})?$/u.test(percent) ? ppmOf(percent) : null;
}

const ratioIn = (form: TypedForm, limits: ReturnType<typeof limitIn>[]): NonNullable<OrdererRules['ratio']> => ({
  limits: limits.map(({ row: _, ppm, ...limit }) => ({ ...limit, ppm: ppm ?? 0 })),
  unit:
    Number(
      typedIn(form, 'unit')
        .normalize('NFKC')
        .replaceAll(/[,円\s]/gu, ''),
    ) || 1,
  onBreach: typedIn(form, 'onBreach') as NonNullable<OrdererRules['ratio']>['onBreach'],
});

function submissionIn(form: TypedForm, i: number): Submission {
  const typed = (name: string) => typedIn(form, `way-${i}-${name}`);
  const orNull = (name: string) => typedOrNull(form, `way-${i}-${name}`);
  return {
    kinds: checkedIn(form, `way-${i}-kinds`) as Submission['kinds'],
    ...{ channel: typed('channel') as Submission['channel'], subject: orNull('subject') },
    body: checkedIn(form, `way-${i}-body`) as Submission['body'],
    attach: checkedIn(form, `way-${i}-attach`) as Submission['attach'],
    deadline: orNull('deadline') as Submission['deadline'],
    confirmByPhone: typed('phone') === 'true',
    ...{ formName: orNull('formName'), department: orNull('department'), email: orNull('email'), note: orNull('note') },
  };
}

/** Where the contract's faults stand in the form: rows of the contract are those that say something. */
export function rulesFields(form: TypedForm): FormField[] {
  const limits = rowsIn(form, 'limit', limitRows, 'percent').flatMap((row, i) =>
    [
      ['rule', 'rule', '規則の名前'],
      ['kind', 'kind', '保証の種類'],
      ['subjects', 'subjects', '対象'],
      ['bids', 'bids', '入札'],
      ['bound', 'bound', '以下・以上'],
      ['percent', 'ppm', '割合'],
    ].map(([name, member, label]) => ({
      ...{ id: `limit-${row}-${name}`, pointer: `/ratio/limits/${i}/${member}`, label: label! },
    })),
  );
  const ways = rowsIn(form, 'way', submissionRows, 'channel').flatMap((row, i) =>
    ['kinds', 'channel', 'subject', 'body', 'attach', 'deadline', 'formName', 'department', 'email', 'note'].map(
      (name) => ({ id: `way-${row}-${name}`, pointer: `/submission/${i}/${name}`, label: '提出方法' }),
    ),
  );
  return [
    { id: 'since', pointer: '/electronic/since', label: '電子保証の開始日' },
    { id: 'trigger', pointer: '/electronic/trigger', label: '判断する日付' },
    { id: 'kinds', pointer: '/electronic/kinds', label: '受け付ける保証' },
    { id: 'subjects', pointer: '/electronic/subjects', label: '対象' },
    { id: 'onBreach', pointer: '/ratio/onBreach', label: '限度を超えたとき' },
    { id: 'unit', pointer: '/ratio/unit', label: '切り捨ての単位' },
    { id: 'source', pointer: '/source', label: '公表されている場所' },
    { id: 'note', pointer: '/note', label: '備考' },
    ...limits,
    ...ways,
  ];
}
