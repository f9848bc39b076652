import { guaranteeKindNames } from '@e-surety/domain';
import { html } from '@e-surety/service-kit/pages';
import { asked, pager, type QueryOf } from '../parts/paging.js';
import { searchForm, withAll } from '../parts/search-form.js';
import { table } from '../parts/table.js';
import { shortDay } from '../parts/words.js';
import { demand } from '../site/api.js';
import type { PageRoutes } from '../site/desk.js';
import { ownBranches } from './branches.js';
import { deliveryMethodNames } from './delivery-section.js';
import { underwriters } from './roles.js';

const path = '/staff/dispatches';

/** 郵送待ち: certificates on paper that are printed and go to the contractor. */
export function dispatchesPage(pages: PageRoutes): void {
  pages.show(path, underwriters, async (visit) => {
    const query = { delivery: 'waiting', ...asked(visit.query, ['delivery', 'branch']) };
    const branches = await ownBranches(visit);
    const { guarantees, next } = demand(await visit.api.listGuarantees({ query: query as QueryOf<'listGuarantees'> }));
    return {
      title: '郵送待ち',
      at: path,
      main: html`<div class="work"><h1>郵送待ち</h1>
<p class="quiet">証書(紙)を印刷して送り、発送を記録します。</p>
${searchForm(path, [
  {
    ...{ name: 'delivery', label: '発送', value: query.delivery },
    choices: [
      { value: 'waiting', label: '発送待ち' },
      { value: 'dispatched', label: '発送済み' },
    ],
  },
  ...(branches.length > 1
    ? [
        {
          ...{ name: 'branch', label: '支店', value: 'branch' in query ? String(query.branch) : '' },
          choices: withAll(branches.map(({ id, name }) => ({ value: id, label: name }))),
        },
      ]
    : []),
])}
${table({
  caption: '証書(紙)の受渡し',
  rows: guarantees,
  none: '発送を待っている証書はありません。',
  columns: [
    {
      label: '保証契約',
      as: 'head',
      cell: ({ guaranteeNumber, kind, worksName }) =>
        html`<a class="code" href="/staff/guarantees/${guaranteeNumber}">${guaranteeNumber}</a> <span class="quiet small">${guaranteeKindNames[kind]}</span><br>${worksName}`,
    },
    { label: '会社', cell: ({ contractor }) => contractor.name },
    {
      label: '受取方法・送付先',
      cell: ({ delivery }) =>
        delivery && html`${deliveryMethodNames[delivery.method]}${delivery.address && html`<br>${delivery.address}`}`,
    },
    { label: '発行日', cell: ({ issuedOn }) => shortDay(issuedOn) },
    {
      label: '証書',
      cell: ({ guaranteeNumber }) =>
        html`<a href="/staff/guarantees/${guaranteeNumber}/certificate.pdf" aria-label="印刷用PDF ${guaranteeNumber}">印刷用PDF</a>`,
    },
    {
      label: '発送',
      cell: ({ guaranteeNumber, delivery }) =>
        delivery?.dispatchedOn
          ? html`${shortDay(delivery.dispatchedOn)}<br><span class="small">${delivery.reference}</span>`
          : html`<a href="/staff/guarantees/${guaranteeNumber}#dispatch" aria-label="発送を記録する ${guaranteeNumber}">発送を記録する</a>`,
    },
  ],
})}
${pager(path, query, next)}</div>`,
    };
  });
}
