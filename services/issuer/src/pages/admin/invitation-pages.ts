import {
  errorSummary,
  type FormError,
  html,
  type PageContent,
  selectField,
  textField,
  titleWith,
} from '@e-surety/service-kit/pages';
import { mendable } from '../parts/mended.js';
import { type PageAnswer, seeOther } from '../site/answers.js';
import { demand } from '../site/api.js';
import type { PageRoutes } from '../site/desk.js';
import { type TypedForm, typedIn } from '../site/typed.js';
import type { Visit } from '../site/visit.js';
import { admins } from './roles.js';
import type { User } from './schemas.js';
import { userFields, userFieldsIn, userFormFields } from './user-form.js';
import { roleNames } from './user-words.js';

const path = '/admin/new/user';

/** 招待: a mail goes to the newcomer, by which they set their password. */
export function invitationPages(pages: PageRoutes): void {
  pages.show(path, admins, (visit) => invitationForm(visit, { typed: visit.query }));
  pages.act(path, admins, invite);
}

async function invitationForm(
  { api, hidden }: Visit,
  { typed, errors = [] }: { typed: TypedForm; errors?: readonly FormError[] },
): Promise<PageContent> {
  const role = roleIn(typed);
  const { branches } = demand(await api.listBranches());
  const companies =
    role === 'contractor' ? demand(await api.listContractors({ query: { limit: '100' } })).contractors : [];
  const heading = `${roleNames[role]}の利用者を招待する`;
  return {
    title: titleWith(errors, heading),
    at: '/admin/users',
    main: html`<div class="work">${errorSummary(errors)}<h1>${heading}</h1>
<p>招待のメールが届きます。本人がメールのリンクからパスワードを決めると、ログインできます。</p>
<form class="form dense" method="post" action="${path}" novalidate>${hidden}<input type="hidden" name="role" value="${role}">
${
  role === 'contractor' &&
  selectField({
    ...{ id: 'contractor', label: '会社', required: true, value: typedIn(typed, 'contractor'), errors },
    choices: [{ value: '', label: '選んでください' }, ...companies.map(({ id, name }) => ({ value: id, label: name }))],
  })
}
${textField({ id: 'loginId', label: 'ログインID', hint: '半角の英数字3文字以上。大文字と小文字は区別しません。', required: true, value: typedIn(typed, 'loginId'), errors })}
${userFields(role, { typed, errors, branches })}
<div class="actions"><button class="button button-main" type="submit">招待する</button><a class="button" href="/admin/users">やめる</a></div></form></div>`,
  };
}

async function invite(visit: Visit): Promise<PageAnswer> {
  const { form } = visit;
  const role = roleIn(form);
  const { name, email, companyRole, branches } = userFieldsIn(form);
  const common = { loginId: typedIn(form, 'loginId'), name, email };
  const body =
    role === 'contractor'
      ? { role, contractor: typedIn(form, 'contractor'), companyRole, ...common }
      : role === 'underwriter'
        ? { role, branches, ...common }
        : { role, ...common };
  const answer = await visit.api.inviteUser({ headers: { 'idempotency-key': visit.requestKey }, body });
  if (answer.ok) return seeOther(`/admin/users/${answer.data.id}`, '招待のメールを送ります。');
  const errors = mendable(answer, userFormFields);
  return { ...(await invitationForm(visit, { typed: form, errors })), status: answer.status };
}

/** Whoever changed the address gets the form of a contractor's user. */
function roleIn(form: TypedForm): User['role'] {
  const role = typedIn(form, 'role');
  return role === 'underwriter' || role === 'admin' ? role : 'contractor';
}
