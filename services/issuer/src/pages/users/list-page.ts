import { html } from '@e-surety/service-kit/pages';
import { asked, pager, type QueryOf } from '../parts/paging.js';
import { table } from '../parts/table.js';
import type { PageAnswer } from '../site/answers.js';
import { demand } from '../site/api.js';
import type { Visit } from '../site/visit.js';
import { companyRoleNames, statusNames, type User } from './words.js';

/** 利用者: who of the company may use Net Desk. */
export async function userList({ api, me, query }: Visit): Promise<PageAnswer> {
  const search = asked(query, []);
  const { users, next } = demand(await api.listUsers({ query: search as QueryOf<'listUsers'> }));
  return {
    title: '利用者',
    at: '/users',
    main: html`<div class="wide"><h1>利用者</h1>
<p>${me.contractor?.name}でネットデスクを使う方です。</p>
<div class="actions no-print"><a class="button button-main" href="/users/new">利用者を招待する</a></div>
${table<User>({
  caption: '利用者',
  rows: users,
  columns: [
    { label: '氏名', as: 'head', cell: ({ id, name }) => html`<a href="/users/${id}">${name}</a>` },
    { label: 'ログインID', cell: ({ loginId }) => html`<span class="code">${loginId}</span>` },
    { label: 'メールアドレス', cell: ({ email }) => email ?? '(なし)' },
    { label: '役割', cell: ({ companyRole }) => companyRole && companyRoleNames[companyRole] },
    {
      label: '状態',
      cell: ({ status }) =>
        html`<span class="tag tag-${status === 'active' ? 'done' : status === 'invited' ? 'waits' : 'over'}">${statusNames[status]}</span>`,
    },
  ],
})}
${pager('/users', search, next)}</div>`,
  };
}
