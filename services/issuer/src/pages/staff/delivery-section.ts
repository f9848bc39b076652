import { todayInTokyo } from '@e-surety/domain';
import { type FormError, type Html, html, selectField, textField } from '@e-surety/service-kit/pages';
import { facts } from '../parts/facts.js';
import { dayText } from '../parts/words.js';
import type { FormField } from '../site/field-errors.js';
import { type TypedForm, typedIn } from '../site/typed.js';
import type { Guarantee } from './schemas.js';

export const deliveryMethodNames = { post: '郵送', branch_counter: '支店の窓口' } as const;
type Method = keyof typeof deliveryMethodNames;

/** 証書(紙)の受渡し: how it is to reach the contractor, and that it has gone. */
export function deliverySection(
  { guaranteeNumber, delivery }: Guarantee,
  { hidden, errors, typed, now }: { hidden: Html; errors: readonly FormError[]; typed: TypedForm; now: Date },
): Html | null {
  if (!delivery) return null;
  const { status, method, address, dispatchedOn, reference } = delivery;
  const value = (name: string, usual = '') => typedIn(typed, name) || usual;
  return html`<section aria-labelledby="dispatch"><h2 id="dispatch">証書(紙)の受渡し ${
    status === 'waiting'
      ? html`<span class="tag tag-waits">郵送待ち</span>`
      : html`<span class="tag tag-done">発送済み</span>`
  }</h2>
${facts([
  ['受取方法', deliveryMethodNames[method]],
  ['送付先', address],
  ['発送日', dispatchedOn && dayText(dispatchedOn)],
  ['記録', reference],
])}
${
  status === 'waiting' &&
  html`<form class="act" method="post" action="/staff/guarantees/${guaranteeNumber}/dispatch" novalidate>${hidden}
<h3>発送を記録する</h3>
${selectField({ id: 'method', label: '渡し方', value: value('method', method), choices: Object.entries(deliveryMethodNames).map(([one, label]) => ({ value: one, label })), errors })}
${textField({ id: 'dispatchedOn', label: '発送日(渡した日)', hint: '例: R8.11.23', value: value('dispatchedOn', dayText(todayInTokyo(now))), kind: 'short', errors })}
${textField({ id: 'reference', label: '書留番号・受取人など', required: false, value: value('reference'), errors })}
<div class="actions"><button class="button button-main" type="submit">発送を記録する</button></div></form>`
}</section>`;
}

export const dispatchIn = (form: TypedForm) => ({
  method: typedIn(form, 'method') as Method,
  dispatchedOn: typedIn(form, 'dispatchedOn'),
  reference: typedIn(form, 'reference').trim() || null,
});

export const dispatchFields: FormField[] = [
  { id: 'method', pointer: '/method', label: '渡し方' },
  { id: 'dispatchedOn', pointer: '/dispatchedOn', label: '発送日' },
  { id: 'reference', pointer: '/reference', label: '書留番号・受取人など' },
];
