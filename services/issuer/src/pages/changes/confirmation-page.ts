import { type ChangeType, changeTypeNames, formatYen, parseYen, worksLabels } from '@e-surety/domain';
import { type Html, html, type PageContent } from '@e-surety/service-kit/pages';
import { pathOf } from '../guarantees/read.js';
import type { Guarantee } from '../guarantees/schemas.js';
import { bothCalendars, dayAsRead } from '../parts/both-calendars.js';
import { facts, written } from '../parts/facts.js';
import { table } from '../parts/table.js';
import { type TypedForm, typedOrNull } from '../site/typed.js';
import { changeFields, fieldsOf } from './asked.js';
import { endOf, headOf } from './form-page.js';

interface Row {
  label: string;
  before: string;
  after: string;
}

/** What will be asked for, as it was understood, before anything is sent. */
export function confirmationPage({
  guarantee,
  type,
  hidden,
  form,
  returnedId,
}: {
  guarantee: Guarantee;
  type: ChangeType;
  hidden: Html;
  form: TypedForm;
  returnedId: string | null;
}): PageContent {
  const title = `${changeTypeNames[type]}の申込の確認`;
  const rows = rowsOf(guarantee, type, form);
  const read = (id: string) => dayAsRead(typedOrNull(form, id) ?? '');
  const base = returnedId === null ? '/changes' : `/changes/${returnedId}`;
  const kept = html`<input type="hidden" name="type" value="${type}">${changeFields.map(({ id }) => {
    const typed = typedOrNull(form, id);
    return typed !== null && html`<input type="hidden" name="${id}" value="${typed}">`;
  })}`;
  return {
    title,
    at: '/guarantees',
    main: html`${headOf(guarantee, title)}
<p class="lead">内容を確かめて、申し込んでください。まだ申し込まれていません。</p>
${
  rows.length > 0 &&
  table<Row>({
    caption: '変更の内容',
    rows,
    columns: [
      { label: '事項', as: 'head', cell: ({ label }) => html`<strong>${label}</strong>` },
      { label: '変更前', cell: ({ before }) => before },
      { label: '変更後', cell: ({ after }) => html`<strong>${after}</strong>` },
    ],
  })
}
${facts([
  [type === 'cancellation' ? '解約する日' : '効力が生じる日', read('effectiveOn')],
  ['契約変更日', fieldsOf(type).contract && read('changedOn')],
  [type === 'cancellation' ? '解約の理由' : '変更の理由', written(typedOrNull(form, 'reason') ?? '')],
])}
<p>申し込むと、取扱支店が審査します。保証料の増減は、申込のあとの画面でご覧になれます。</p>
<div class="actions">
<form method="post" action="${pathOf(guarantee, base === '/changes' ? base : `${base}/submission`)}">${hidden}${kept}<button class="button button-main" type="submit">この内容で申し込む</button></form>
<form method="post" action="${pathOf(guarantee, `${base}/correction`)}">${hidden}${kept}<button class="button" type="submit">修正する</button></form>
</div>`,
  };
}

/** What has a before and an after. */
function rowsOf({ certificate }: Guarantee, type: ChangeType, form: TypedForm): Row[] {
  const { works, period, amount } = certificate;
  const labels = worksLabels[works.subject];
  const fields = fieldsOf(type);
  const row = (label: string, before: string, id: string, read: (typed: string) => string): Row[] => {
    const typed = typedOrNull(form, id);
    return typed === null ? [] : [{ label, before, after: read(typed) }];
  };
  return [
    ...(fields.amount ? row('保証金額', formatYen(amount), 'newAmount', amountAsRead) : []),
    ...(fields.period ? row(endOf(certificate), bothCalendars(period.to), 'newPeriodTo', dayAsRead) : []),
    ...(fields.contract
      ? [
          ...row(`${labels.contractPrice}(税込)`, formatYen(works.contractPrice), 'contractPrice', amountAsRead),
          ...row('今年度対象額', '', 'fiscalYearBase', amountAsRead),
          ...row('年割額', '', 'fiscalYears', (typed) => typed),
          ...row(`${labels.period}の終期`, bothCalendars(works.period.to), 'contractPeriodTo', dayAsRead),
        ]
      : []),
  ];
}

function amountAsRead(typed: string): string {
  const amount = parseYen(typed);
  return amount === null ? typed : formatYen(amount);
}
