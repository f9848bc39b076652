import { errorSummary, type FormError, html, radioField, textField, titleWith } from '@e-surety/service-kit/pages';
import { mendable } from '../parts/mended.js';
import { type PageAnswer, seeOther } from '../site/answers.js';
import { typedIn } from '../site/typed.js';
import type { Visit } from '../site/visit.js';
import { type CompanyRole, companyRoleChoices, userFields } from './words.js';

export async function invitePage({ hidden, form }: Visit, errors: FormError[] = []): Promise<PageAnswer> {
  const title = '利用者を招待する';
  const value = (id: string) => typedIn(form, id);
  return {
    title: titleWith(errors, title),
    at: '/users',
    ...(errors.length > 0 && { status: 400 }),
    main: html`${errorSummary(errors)}<p class="back no-print"><a href="/users">利用者</a></p><h1>${title}</h1>
<p>招待すると、パスワードを決めるためのリンクがメールで届きます。リンクは7日間使えます。</p>
<form class="form" method="post" action="/users/new" novalidate>${hidden}
${textField({ id: 'name', label: '氏名', value: value('name'), required: true, errors })}
${textField({ id: 'email', type: 'email', label: 'メールアドレス', value: value('email'), required: true, errors })}
${textField({ id: 'loginId', label: 'ログインID', hint: '半角の英数字と . _ - @ + で3文字以上。メールアドレスも使えます。', value: value('loginId'), required: true, errors })}
${radioField({ id: 'companyRole', label: '役割', required: true, value: value('companyRole') || 'applicant', choices: companyRoleChoices, errors })}
<div class="actions"><button class="button button-main" type="submit">招待する</button></div></form>`,
  };
}

export async function inviteUser(visit: Visit): Promise<PageAnswer> {
  const { api, form, requestKey } = visit;
  const typed = (id: string) => typedIn(form, id).trim();
  const answer = await api.inviteUser({
    headers: { 'idempotency-key': requestKey },
    body: {
      ...{ role: 'contractor' as const, companyRole: typed('companyRole') as CompanyRole },
      ...{ loginId: typed('loginId'), name: typedIn(form, 'name'), email: typed('email') },
    },
  });
  if (answer.ok) return seeOther('/users', `${answer.data.name}さんを招待しました`);
  return invitePage(visit, mendable(answer, userFields));
}
