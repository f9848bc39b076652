import { errorSummary, type FormError, html, type PageContent, titleWith } from '@e-surety/service-kit/pages';
import { facts } from '../parts/facts.js';
import { mendable } from '../parts/mended.js';
import { asked, pager, type QueryOf } from '../parts/paging.js';
import { choicesOf, searchForm, withAll } from '../parts/search-form.js';
import { table } from '../parts/table.js';
import { instantText, shortInstant } from '../parts/words.js';
import { type PageAnswer, seeOther } from '../site/answers.js';
import { demand } from '../site/api.js';
import type { PageRoutes } from '../site/desk.js';
import { type TypedForm, typedIn } from '../site/typed.js';
import type { Visit } from '../site/visit.js';
import { invitationPages } from './invitation-pages.js';
import { admins } from './roles.js';
import type { User } from './schemas.js';
import { userFields, userFieldsIn, userFormFields } from './user-form.js';
import { type PlaceNames, placeOf, roleNames, userTag } from './user-words.js';

const path = '/admin/users';

/** 利用者: of companies, branches and the head office. */
export function userPages(pages: PageRoutes): void {
  pages.show(path, admins, async (visit) => {
    const query = asked(visit.query, ['role', 'contractor', 'q']);
    const { users, next } = demand(await visit.api.listUsers({ query: query as QueryOf<'listUsers'> }));
    const { branches } = demand(await visit.api.listBranches());
    const names = await namesFor(visit, users, branches);
    return {
      title: '利用者',
      at: path,
      main: html`<div class="work"><h1>利用者</h1>
<div class="actions actions-top">${Object.entries(roleNames).map(
        ([role, name]) => html`<a class="button" href="/admin/new/user?role=${role}">${name}の利用者を招待する</a>`,
      )}</div>
${searchForm(path, [
  { name: 'role', label: '役割', value: query.role ?? '', choices: withAll(choicesOf(roleNames)) },
  { name: 'contractor', label: '会社のID', value: query.contractor ?? '' },
  { name: 'q', label: '氏名・ログインID', value: query.q ?? '' },
])}
${table({
  caption: '利用者',
  rows: users,
  columns: [
    { label: '状態', cell: ({ status }) => userTag(status) },
    {
      label: '利用者',
      as: 'head',
      cell: ({ id, name, loginId }) =>
        html`<a href="${path}/${id}">${name}</a><br><span class="quiet small">${loginId}</span>`,
    },
    { label: '役割', cell: ({ role }) => roleNames[role] },
    { label: '所属', cell: (user) => placeOf(user, names) },
    { label: 'メール', cell: ({ email }) => email },
    { label: '登録', cell: ({ createdAt }) => shortInstant(createdAt) },
  ],
})}
${pager(path, query, next)}</div>`,
    };
  });

  invitationPages(pages);

  pages.show(`${path}/:id`, admins, (visit) => userPage(visit));

  pages.act(`${path}/:id`, admins, async (visit) => {
    const { role } = demand(await visit.api.readUser(of(visit)));
    const { name, email, companyRole, branches } = userFieldsIn(visit.form);
    const body = {
      ...{ name, email },
      ...(role === 'contractor' && { companyRole }),
      ...(role === 'underwriter' && { branches }),
    };
    const headers = { 'if-match': typedIn(visit.form, 'version') };
    return done(visit, await visit.api.changeUser({ ...of(visit), headers, body }), '変更しました。');
  });

  pages.act(`${path}/:id/stop`, admins, async (visit) => {
    const headers = { 'idempotency-key': visit.requestKey };
    return done(visit, await visit.api.stopUser({ ...of(visit), headers }), '利用を停止しました。');
  });

  pages.act(`${path}/:id/reinstatement`, admins, async (visit) => {
    const headers = { 'idempotency-key': visit.requestKey };
    return done(visit, await visit.api.reinstateUser({ ...of(visit), headers }), '利用を再開しました。');
  });

  pages.act(`${path}/:id/password-mail`, admins, async (visit) => {
    const { loginId } = demand(await visit.api.readUser(of(visit)));
    const answer = await visit.api.requestPasswordReset({ body: { loginId } });
    return done(visit, answer, 'パスワードを決めるためのメールを送ります。');
  });
}

const of = ({ path }: Visit) => ({ path: { id: path.id! } });

async function done(
  visit: Visit,
  answer: { ok: true } | Parameters<typeof mendable>[0],
  told: string,
): Promise<PageAnswer> {
  if (answer.ok) return seeOther(`${path}/${visit.path.id}`, told);
  return { ...(await userPage(visit, mendable(answer, userFormFields))), status: answer.status };
}

async function userPage(visit: Visit, errors: readonly FormError[] = []): Promise<PageContent> {
  const answer = await visit.api.readUser(of(visit));
  const user = demand(answer);
  const version = answer.ok ? (answer.headers.get('etag') ?? '') : '';
  const { branches } = demand(await visit.api.listBranches());
  const names = await namesFor(visit, [user], branches);
  const { hidden, form } = visit;
  const typed = typedIn(form, 'name') === '' ? typedOf(user) : form;
  return {
    title: titleWith(errors, user.name),
    at: path,
    main: html`<div class="work">${errorSummary(errors)}<h1><span class="eyebrow">利用者</span>${user.name} ${userTag(user.status)}</h1>
${facts(
  [
    ['ログインID', html`<span class="code">${user.loginId}</span>`],
    ['役割', roleNames[user.role]],
    [
      '所属',
      user.contractor === null
        ? placeOf(user, names)
        : html`<a href="/admin/contractors/${user.contractor}">${placeOf(user, names)}</a>`,
    ],
    ['メール', user.email],
    ['登録', instantText(user.createdAt)],
  ],
  'wide',
)}
<div class="split"><div><form class="form dense" method="post" action="${path}/${user.id}" novalidate>${hidden}<input type="hidden" name="version" value="${version}">
<h2>登録内容を変える</h2>
${userFields(user.role, { typed, errors, branches })}
<div class="actions"><button class="button button-main" type="submit">変更する</button></div></form></div>
<div><section aria-labelledby="password"><h2 id="password">パスワード</h2>
<p>パスワードを決めるためのメールを、登録のメールアドレスに送ります。招待のメールも、ここから送り直せます。</p>
<form method="post" action="${path}/${user.id}/password-mail">${hidden}<button class="button" type="submit">メールを送る</button></form></section>
${
  user.status === 'stopped'
    ? html`<section aria-labelledby="stop"><h2 id="stop">利用の再開</h2><form method="post" action="${path}/${user.id}/reinstatement">${hidden}<button class="button" type="submit">利用を再開する</button></form></section>`
    : html`<section aria-labelledby="stop"><h2 id="stop">利用停止</h2>
<details class="act"><summary>この利用者の利用を停止する</summary>
<p>直ちにログアウトし、ログインできなくなります。行った操作の記録は残ります。</p>
<form method="post" action="${path}/${user.id}/stop">${hidden}<button class="button" type="submit">利用を停止する</button></form></details></section>`
}</div></div></div>`,
  };
}

/** What the places are called where these people belong. */
async function namesFor(
  { api }: Visit,
  users: readonly User[],
  branches: readonly { id: string; name: string }[],
): Promise<PlaceNames> {
  const companies = new Set(users.flatMap(({ contractor }) => contractor ?? []));
  const read = [...companies].map(async (id) => {
    const { name } = demand(await api.readContractor({ path: { id } }));
    return [id, name] as const;
  });
  return { branches: new Map(branches.map(({ id, name }) => [id, name])), companies: new Map(await Promise.all(read)) };
}

const typedOf = ({ name, email, companyRole, branches }: User): TypedForm => ({
  ...{ name, email: email ?? '', companyRole: companyRole ?? '' },
  ...(branches === null ? { headOffice: 'true' } : { branches }),
});
