import {
  errorSummary,
  type FormError,
  type Html,
  html,
  radioField,
  textField,
  titleWith,
} from '@e-surety/service-kit/pages';
import { facts } from '../parts/facts.js';
import { mendable } from '../parts/mended.js';
import { dayText } from '../parts/words.js';
import { type PageAnswer, seeOther } from '../site/answers.js';
import { demand, problemOf } from '../site/api.js';
import { type TypedForm, typedIn } from '../site/typed.js';
import type { Visit } from '../site/visit.js';
import { type CompanyRole, companyRoleChoices, statusNames, type User, userFields } from './words.js';

/** One user: name, address and role to change, a new mail for the password, and the end of using it. */
export async function userPage(
  visit: Visit,
  typed: TypedForm | null = null,
  errors: FormError[] = [],
): Promise<PageAnswer> {
  const { api, path, hidden, me } = visit;
  const answer = await api.readUser({ path: { id: path.id! } });
  const user = demand(answer);
  // A form that is shown again keeps the version that was read first, unless that is what was refused.
  const version = answer.ok ? (answer.headers.get('etag') ?? '') : '';
  const { id, name, email, companyRole, loginId, status, createdAt } = user;
  const shown = typed ?? { name, email: email ?? '', companyRole: companyRole ?? 'applicant' };
  return {
    title: titleWith(errors, name),
    at: '/users',
    ...(errors.length > 0 && { status: 400 }),
    main: html`${errorSummary(errors)}<p class="back no-print"><a href="/users">利用者</a></p>
<h1><span class="eyebrow">利用者</span>${name}</h1>
${facts([
  ['ログインID', html`<span class="code">${loginId}</span>`],
  ['状態', statusNames[status]],
  ['登録日', dayText(createdAt.slice(0, 10))],
])}
${status !== 'stopped' && changeForm(shown, { id, version, hidden, errors })}
${status !== 'stopped' && passwordForm(user, hidden)}
${status !== 'stopped' && id !== me.user?.id && stopForm(user, hidden)}
${status === 'stopped' && reinstateForm(user, hidden)}`,
  };
}

function changeForm(
  form: TypedForm,
  { id, version, hidden, errors }: { id: string; version: string; hidden: Html; errors: FormError[] },
): Html {
  return html`<section class="section" aria-labelledby="change"><h2 id="change">内容の変更</h2>
<form class="form" method="post" action="/users/${id}" novalidate>${hidden}<input type="hidden" name="version" value="${version}">
${textField({ id: 'name', label: '氏名', value: typedIn(form, 'name'), required: true, errors })}
${textField({ id: 'email', type: 'email', label: 'メールアドレス', value: typedIn(form, 'email'), required: true, errors })}
${radioField({ id: 'companyRole', label: '役割', required: true, value: typedIn(form, 'companyRole'), choices: companyRoleChoices, errors })}
<div class="actions"><button class="button button-main" type="submit">変更する</button></div></form></section>`;
}

function passwordForm({ id, status }: User, hidden: Html): Html {
  return html`<section class="section" aria-labelledby="password"><h2 id="password">パスワード</h2>
<p>${status === 'invited' ? '招待のメールが届いていないときや、リンクの期限が切れたときは、もう一度送れます。' : 'パスワードを忘れたときは、決め直すためのリンクをメールで送れます。'}</p>
<form method="post" action="/users/${id}/password-reset">${hidden}<button class="button" type="submit">パスワードを決めるメールを送る</button></form></section>`;
}

function stopForm({ id, name }: User, hidden: Html): Html {
  return html`<section class="section" aria-labelledby="stop"><h2 id="stop">利用の停止</h2>
<p>停止すると、${name}さんはすぐにログアウトされ、ログインできなくなります。これまでの申込などの記録は残ります。</p>
<form method="post" action="/users/${id}/stop">${hidden}<button class="button" type="submit">利用を停止する</button></form></section>`;
}

function reinstateForm({ id, name }: User, hidden: Html): Html {
  return html`<section class="section" aria-labelledby="reinstate"><h2 id="reinstate">利用の再開</h2>
<p>再開すると、${name}さんは前のパスワードで、またログインできます。</p>
<form method="post" action="/users/${id}/reinstatement">${hidden}<button class="button" type="submit">利用を再開する</button></form></section>`;
}

export async function changeUser(visit: Visit): Promise<PageAnswer> {
  const { api, path, form } = visit;
  const answer = await api.changeUser({
    path: { id: path.id! },
    headers: { 'if-match': typedIn(form, 'version') },
    body: {
      ...{ name: typedIn(form, 'name'), email: typedIn(form, 'email').trim() },
      companyRole: typedIn(form, 'companyRole') as CompanyRole,
    },
  });
  if (answer.ok) return seeOther(`/users/${path.id}`, '利用者の内容を変更しました');
  return userPage(visit, form, mendable(answer, userFields));
}

export async function stopUser(visit: Visit): Promise<PageAnswer> {
  const { api, path, requestKey } = visit;
  const answer = await api.stopUser({ path: { id: path.id! }, headers: { 'idempotency-key': requestKey } });
  if (answer.ok) return seeOther('/users', `${answer.data.name}さんの利用を停止しました`);
  return userPage(visit, null, mendable(answer));
}

export async function reinstateUser({ api, path, requestKey }: Visit): Promise<PageAnswer> {
  const answer = await api.reinstateUser({ path: { id: path.id! }, headers: { 'idempotency-key': requestKey } });
  return seeOther(`/users/${path.id}`, `${demand(answer).name}さんの利用を再開しました`);
}

/** The same mail that a user can ask for. */
export async function sendPasswordReset({ api, path }: Visit): Promise<PageAnswer> {
  const { loginId, name } = demand(await api.readUser({ path: { id: path.id! } }));
  const answer = await api.requestPasswordReset({ body: { loginId } });
  if (!answer.ok) throw problemOf(answer);
  return seeOther(`/users/${path.id}`, `${name}さんに、パスワードを決めるメールを送りました`);
}
