import { feePaymentNames, todayInTokyo } from '@e-surety/domain';
import { type FormError, type Html, html, selectField, textField } from '@e-surety/service-kit/pages';
import { dayText } from '../parts/words.js';
import type { FormField } from '../site/field-errors.js';
import { typedIn } from '../site/typed.js';
import type { Visit } from '../site/visit.js';

const methods = ['bank_transfer', 'cash', 'cheque'] as const;

/** 返還の記録, for one line of the list: `id` names it. */
export function refundForm(
  action: string,
  { id, worksName }: { id: string; worksName: string },
  { form, hidden, now }: Visit,
  errors: readonly FormError[],
): Html {
  const typed = typedIn(form, 'refundable') === id ? form : {};
  const own = (name: string) => ({ id: `${name}-${id}`, name, errors: typed === form ? errors : [] });
  return html`<details${typed === form && html` open`}><summary aria-label="返還を記録する: ${worksName}">記録する</summary>
<form class="act" method="post" action="${action}" novalidate>${hidden}<input type="hidden" name="refundable" value="${id}">
${textField({ ...own('paidOn'), label: '返還日', hint: '例: R8.11.23', value: typedIn(typed, 'paidOn') || dayText(todayInTokyo(now)), kind: 'short' })}
${selectField({ ...own('method'), label: '返還の方法', value: typedIn(typed, 'method') || 'bank_transfer', choices: methods.map((value) => ({ value, label: feePaymentNames[value] })) })}
<div class="actions"><button class="button" type="submit">返還を記録する</button></div></form></details>`;
}

export const refundIn = ({ form }: Visit) => ({
  refundable: typedIn(form, 'refundable'),
  paidOn: typedIn(form, 'paidOn'),
  method: typedIn(form, 'method') as (typeof methods)[number],
});

export const refundFields = ({ form }: Visit): FormField[] => [
  { id: `paidOn-${typedIn(form, 'refundable')}`, pointer: '/paidOn', label: '返還日' },
  { id: `method-${typedIn(form, 'refundable')}`, pointer: '/method', label: '返還の方法' },
];
