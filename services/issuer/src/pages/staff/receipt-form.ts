import { type FeePayment, feePaymentNames } from '@e-surety/domain';
import { type FormError, type Html, html, selectField, textField } from '@e-surety/service-kit/pages';
import { dayText, money } from '../parts/words.js';
import type { FormField } from '../site/field-errors.js';
import { type TypedForm, typedIn } from '../site/typed.js';
import type { SheetGuarantee } from './schemas.js';

const methods = ['bank_transfer', 'cash', 'cheque'] as const;
type Method = (typeof methods)[number];

/** 入金の記録: amount, day, way and reference. `id` tells the forms of one page apart. */
export function receiptForm(options: {
  action: string;
  id: string;
  fee: number;
  payment: FeePayment;
  hidden: Html;
  errors: readonly FormError[];
  typed: TypedForm;
  today: string;
}): Html {
  const { action, id, fee, payment, hidden, errors, typed, today } = options;
  const field = (name: string) => ({ id: `${id}-${name}`, name: `${id}-${name}`, errors });
  const value = (name: string, usual = '') => typedIn(typed, `${id}-${name}`) || usual;
  return html`<form class="act" method="post" action="${action}" novalidate>${hidden}
<h3>入金を記録する</h3>
<p>保証料は${money(fee)}です。足りない入金は記録できません。多い分は、過納として返還の一覧に載ります。</p>
<div class="fields fields-dense">
${textField({ ...field('amount'), label: '入金額(円)', value: value('amount'), inputmode: 'numeric', kind: 'short' })}
${textField({ ...field('receivedOn'), label: '入金日', hint: '例: R8.11.23', value: value('receivedOn', dayText(today)), kind: 'short' })}
${selectField({ ...field('method'), label: '入金の方法', value: value('method', payment), choices: methods.map((method) => ({ value: method, label: feePaymentNames[method] })) })}
${textField({ ...field('reference'), label: '照会番号など', value: value('reference'), kind: 'medium' })}
</div>
<div class="actions"><button class="button button-main" type="submit">入金を記録する</button></div></form>`;
}

/** What was typed, as the operation takes it. */
export const receiptIn = (form: TypedForm, id: string) => ({
  amount: typedIn(form, `${id}-amount`),
  receivedOn: typedIn(form, `${id}-receivedOn`),
  method: typedIn(form, `${id}-method`) as Method,
  reference: typedIn(form, `${id}-reference`),
});

/** Told once after it was recorded. */
export const receiptTold = ({ refundable }: { refundable: number }): string =>
  `入金を記録しました。${refundable > 0 ? `過納が${refundable.toLocaleString('ja-JP')}円あります。` : ''}`;

export const receiptFields = (id: string): FormField[] => [
  { id: `${id}-amount`, pointer: '/amount', label: '入金額' },
  { id: `${id}-receivedOn`, pointer: '/receivedOn', label: '入金日' },
  { id: `${id}-method`, pointer: '/method', label: '入金の方法' },
  { id: `${id}-reference`, pointer: '/reference', label: '照会番号など' },
];

export function receiptText({
  amount,
  refundable,
  receivedOn,
  method,
  reference,
}: NonNullable<SheetGuarantee['feeReceipt']>): Html {
  return html`${money(amount)}(${dayText(receivedOn)} ${feePaymentNames[method]} ${reference})${
    refundable > 0 && html` <strong>過納 ${money(refundable)}</strong>`
  }`;
}
