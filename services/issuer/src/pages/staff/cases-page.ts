import { openGuaranteeRequestStates } from '@e-surety/domain';
import { html } from '@e-surety/service-kit/pages';
import { asked, pager, type QueryOf } from '../parts/paging.js';
import { searchForm, withAll } from '../parts/search-form.js';
import { staffStateNames } from '../parts/standing.js';
import { demand } from '../site/api.js';
import type { PageRoutes } from '../site/desk.js';
import { ownBranches } from './branches.js';
import { caseTable } from './case-table.js';
import { underwriters } from './roles.js';

const path = '/staff/cases';

/** 案件一覧: what waits, the longest waiting first. */
export function casesPage(pages: PageRoutes): void {
  pages.show(path, underwriters, async (visit) => {
    const query = asked(visit.query, ['status', 'type', 'branch', 'mine', 'awaitsReply', 'q']);
    const branches = await ownBranches(visit);
    const { cases, next } = demand(await visit.api.listCases({ query: query as QueryOf<'listCases'> }));
    return {
      title: '案件一覧',
      at: path,
      main: html`<div class="work"><h1>案件一覧</h1>
<p class="quiet">送信され、まだ終わっていない保証と変更の申込です。長く待っているものから並びます。</p>
${searchForm(path, [
  { name: 'status', label: '状況', value: query.status ?? '', choices: withAll(states) },
  { name: 'type', label: '種類', value: query.type ?? '', choices: withAll(types) },
  ...(branches.length > 1
    ? [
        {
          ...{ name: 'branch', label: '支店', value: query.branch ?? '' },
          choices: withAll(branches.map(({ id, name }) => ({ value: id, label: name }))),
        },
      ]
    : []),
  { name: 'mine', label: '担当', value: query.mine ?? '', choices: withAll([{ value: 'true', label: '自分の担当' }]) },
  {
    ...{ name: 'awaitsReply', label: '連絡', value: query.awaitsReply ?? '' },
    choices: withAll([{ value: 'true', label: '返信待ち' }]),
  },
  { name: 'q', label: '会社・発注者・工事名・番号', value: query.q ?? '' },
])}
${caseTable(cases, branches, {
  caption: '案件一覧',
  none:
    Object.keys(query).length === 0
      ? '進行中の案件はありません。受注者が申込を送信すると、ここに並びます。'
      : html`この条件に当てはまる案件はありません。<a href="${path}">すべての案件を見る</a>`,
})}
${pager(path, query, next)}</div>`,
    };
  });
}

const states = openGuaranteeRequestStates.map((state) => ({ value: state, label: staffStateNames[state] }));
const types = [
  { value: 'guarantee', label: '保証の申込' },
  { value: 'change', label: '変更の申込' },
];
