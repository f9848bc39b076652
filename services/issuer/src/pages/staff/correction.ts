import { type Certificate, type CorrectableItem, correctableItems, type GuaranteeKind } from '@e-surety/domain';
import { itemLabel, valueText } from '@e-surety/papers/wording';
import {
  errorSummary,
  type FormError,
  type Html,
  html,
  type PageContent,
  textArea,
  textField,
  titleWith,
} from '@e-surety/service-kit/pages';
import { table } from '../parts/table.js';
import { type TypedForm, typedIn } from '../site/typed.js';

/** An item that may be corrected, as it stands on the certificate and as it is typed. */
interface Item {
  item: CorrectableItem;
  field: string;
  label: string;
  stands: string;
}

/** Those that this certificate has. */
export function itemsOf(certificate: Certificate): Item[] {
  return correctableItems.flatMap((item, i) => {
    const value = at(certificate, item);
    if (value === undefined) return [];
    const stands = value === null || value === '' ? '' : valueText(item, value as string);
    return [{ item, field: `item-${i}`, label: itemLabel(item, certificate), stands }];
  });
}

/** What was typed otherwise than it stands. */
export const correctionsIn = (form: TypedForm, items: readonly Item[]) =>
  items
    .filter(({ field, stands }) => form[field] !== undefined && typedIn(form, field) !== stands)
    .map(({ item, field, label, stands }) => ({ item, field, label, stands, value: typedIn(form, field) || null }));

export function correctionForm(options: {
  guaranteeNumber: string;
  kind: GuaranteeKind;
  items: readonly Item[];
  typed: TypedForm;
  errors: readonly FormError[];
  hidden: Html;
}): PageContent {
  const { guaranteeNumber, items, typed, errors, hidden } = options;
  return {
    title: titleWith(errors, `${guaranteeNumber} の訂正`),
    at: '/staff/guarantees',
    main: html`<div class="work">${errorSummary(errors)}<h1><span class="eyebrow">${guaranteeNumber}</span>記載の誤りを訂正する</h1>
<p>弊社の記載の誤りだけを訂正します。保証金額と保証期間は、変更の申込で変わります。直すところだけを書き換えてください。</p>
<form class="dense" method="post" action="/staff/guarantees/${guaranteeNumber}/correction" novalidate>${hidden}
<div class="fields">${items.map(({ field, label, stands }) => textField({ id: field, label, value: typed[field] === undefined ? stands : typedIn(typed, field), kind: 'long', errors }))}</div>
${textArea({ id: 'reason', label: '訂正の理由', hint: '電子証書に記載されます。', required: true, value: typedIn(typed, 'reason'), rows: 2, errors })}
<div class="actions"><button class="button button-main" type="submit">確認に進む</button><a class="button" href="/staff/guarantees/${guaranteeNumber}">やめる</a></div></form></div>`,
  };
}

/** What will stand there, beside what stands there now. */
export const correctionTable = (corrections: ReturnType<typeof correctionsIn>): Html =>
  table({
    caption: '訂正する事項',
    rows: corrections,
    columns: [
      { label: '事項', as: 'head', cell: ({ label }) => label },
      { label: '今の記載', cell: ({ stands }) => stands || '(なし)' },
      { label: '訂正後', cell: ({ value }) => html`<strong>${value ?? '(なし)'}</strong>` },
    ],
  });

function at(certificate: Certificate, item: string): unknown {
  return item
    .slice(1)
    .split('/')
    .reduce<unknown>((value, member) => (value as Record<string, unknown> | null | undefined)?.[member], certificate);
}
