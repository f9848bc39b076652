import { certificateFormNames, guaranteeKindNames, guaranteeStatusNames } from '@e-surety/domain';
import { type Html, html } from '@e-surety/service-kit/pages';
import { asked, pager, type QueryOf } from '../parts/paging.js';
import { choicesOf, searchForm, withAll } from '../parts/search-form.js';
import { table } from '../parts/table.js';
import { dayText, money } from '../parts/words.js';
import type { PageAnswer } from '../site/answers.js';
import { demand } from '../site/api.js';
import type { Visit } from '../site/visit.js';
import { pathOf } from './read.js';
import type { GuaranteeSummary } from './schemas.js';
import { standingTags } from './standing.js';

const names = ['form', 'kind', 'status', 'q'];

/** 保証契約一覧, with a tab for each form of the certificate. */
export async function guaranteeList({ api, query }: Visit): Promise<PageAnswer> {
  const search = asked(query, names);
  const { guarantees, next } = demand(await api.listGuarantees({ query: search as QueryOf<'listGuarantees'> }));
  const { form = '', kind = '', status = '', q = '' } = search;
  return {
    title: '保証契約一覧',
    at: '/guarantees',
    main: html`<div class="wide"><h1>保証契約一覧</h1>
${tabs(form)}
${searchForm('/guarantees', [
  { name: 'q', label: '保証契約番号・工事名', value: q },
  { name: 'kind', label: '保証の種類', value: kind, choices: withAll(choicesOf(guaranteeKindNames)) },
  { name: 'form', label: '証書の形式', value: form, choices: withAll(choicesOf(certificateFormNames)) },
  { name: 'status', label: '状態', value: status, choices: withAll(choicesOf(guaranteeStatusNames)) },
])}
${table({
  caption: '保証契約',
  rows: guarantees,
  none:
    Object.keys(search).length === 0
      ? '発行された保証はまだありません。申込の手続状況は「保証申込一覧」でご覧になれます。'
      : '該当する保証はありません。',
  columns: [
    { label: '保証契約番号', as: 'head', cell: numberCell },
    { label: '発注者', cell: ({ orderer }) => orderer.name },
    { label: '工事名・業務名', cell: ({ worksName }) => worksName },
    { label: '保証金額', as: 'number', cell: ({ amount }) => money(amount) },
    { label: '保証期限', cell: ({ period }) => dayText(period.to) },
    { label: '状態', cell: standingTags },
    { label: '内容', cell: detailCell },
  ],
})}
${pager('/guarantees', search, next)}</div>`,
  };
}

const tabNames = { electronic: '電子保証(認証キー)', paper: certificateFormNames.paper, '': 'すべて' } as const;

function tabs(chosen: string): Html {
  return html`<nav class="tabs no-print" aria-label="証書の形式"><ul>${Object.entries(tabNames).map(
    ([form, label]) =>
      html`<li><a href="/guarantees${form && `?form=${form}`}"${form === chosen && html` aria-current="page"`}>${label}</a></li>\n`,
  )}</ul></nav>`;
}

const numberCell = ({ guaranteeNumber, kind, form }: GuaranteeSummary): Html =>
  html`<span class="code">${guaranteeNumber}</span><br><span class="quiet">${guaranteeKindNames[kind]}・${certificateFormNames[form]}</span>`;

const detailCell = (guarantee: GuaranteeSummary): Html =>
  html`<a class="button button-small" href="${pathOf(guarantee)}">詳細<span class="visually-hidden"> ${guarantee.guaranteeNumber}</span></a>`;
