import { certificateFormNames, guaranteeKindNames, guaranteeStatuses, guaranteeStatusNames } from '@e-surety/domain';
import { html } from '@e-surety/service-kit/pages';
import { asked, pager, type QueryOf } from '../parts/paging.js';
import { choicesOf, searchForm, withAll } from '../parts/search-form.js';
import { guaranteeTag } from '../parts/standing.js';
import { table } from '../parts/table.js';
import { money, shortDay } from '../parts/words.js';
import { demand } from '../site/api.js';
import type { PageRoutes } from '../site/desk.js';
import { ownBranches } from './branches.js';
import { changeTag } from './change-words.js';
import { underwriters } from './roles.js';
import type { GuaranteeSummary } from './schemas.js';

const path = '/staff/guarantees';

/** 保証契約の検索. */
export function guaranteesPage(pages: PageRoutes): void {
  pages.show(path, underwriters, async (visit) => {
    const query = asked(visit.query, ['q', 'kind', 'form', 'status', 'branch']);
    const branches = await ownBranches(visit);
    const { guarantees, next } = demand(await visit.api.listGuarantees({ query: query as QueryOf<'listGuarantees'> }));
    const statuses = guaranteeStatuses.map((status) => ({ value: status, label: guaranteeStatusNames[status] }));
    return {
      title: '保証契約',
      at: path,
      main: html`<div class="work"><h1>保証契約</h1>
${searchForm(path, [
  { name: 'q', label: '番号・工事名・会社・発注者', value: query.q ?? '' },
  { name: 'kind', label: '種類', value: query.kind ?? '', choices: withAll(choicesOf(guaranteeKindNames)) },
  { name: 'form', label: '形式', value: query.form ?? '', choices: withAll(choicesOf(certificateFormNames)) },
  { name: 'status', label: '状態', value: query.status ?? '', choices: withAll(statuses) },
  ...(branches.length > 1
    ? [
        {
          ...{ name: 'branch', label: '支店', value: query.branch ?? '' },
          choices: withAll(branches.map(({ id, name }) => ({ value: id, label: name }))),
        },
      ]
    : []),
])}
${table({
  caption: '保証契約',
  rows: guarantees,
  columns: [
    { label: '状態', cell: standingOf },
    {
      label: '保証契約',
      as: 'head',
      cell: ({ guaranteeNumber, kind, form, worksName }) =>
        html`<a class="code" href="${path}/${guaranteeNumber}">${guaranteeNumber}</a> <span class="quiet small">${guaranteeKindNames[kind]} ・ ${certificateFormNames[form]}</span><br>${worksName}`,
    },
    {
      label: '会社・発注者',
      cell: ({ contractor, orderer }) => html`${contractor.name}<br><span class="quiet small">${orderer.name}</span>`,
    },
    { label: '保証金額', as: 'number', cell: ({ amount }) => money(amount) },
    { label: '保証の終わり', cell: ({ period }) => shortDay(period.to) },
    { label: '発行日', cell: ({ issuedOn }) => shortDay(issuedOn) },
  ],
})}
${pager(path, query, next)}</div>`,
    };
  });
}

const standingOf = ({ status, change, amendments, delivery }: GuaranteeSummary) =>
  html`${guaranteeTag(status)}${amendments > 0 && html` <span class="tag">変更 第${amendments}回</span>`}${
    change && html` ${changeTag(change)}`
  }${delivery?.status === 'waiting' && html` <span class="tag tag-waits">郵送待ち</span>`}`;
