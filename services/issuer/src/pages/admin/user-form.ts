import { checkField, type FormError, type Html, html, radioField, textField } from '@e-surety/service-kit/pages';
import { boxes } from '../parts/boxes.js';
import { choicesOf } from '../parts/search-form.js';
import type { FormField } from '../site/field-errors.js';
import { checkedIn, type TypedForm, typedIn } from '../site/typed.js';
import type { Branch, User } from './schemas.js';
import { companyRoleNames } from './user-words.js';

/** What is the same of an invitation and of a change: the name, the address, and where somebody works. */
export function userFields(
  role: User['role'],
  {
    typed,
    errors,
    branches,
  }: { typed: TypedForm; errors: readonly FormError[]; branches: readonly Pick<Branch, 'id' | 'name'>[] },
): Html {
  return html`${textField({ id: 'name', label: '氏名', required: true, value: typedIn(typed, 'name'), errors })}
${textField({ id: 'email', type: 'email', label: 'メールアドレス', required: true, value: typedIn(typed, 'email'), errors })}
${
  role === 'contractor' &&
  radioField({
    ...{ id: 'companyRole', label: '会社での役割', errors, value: typedIn(typed, 'companyRole') },
    choices: choicesOf(companyRoleNames).map((choice) =>
      choice.value === 'company_admin' ? { ...choice, hint: '自社の利用者を招待・停止できます。' } : choice,
    ),
  })
}${
  role === 'underwriter' &&
  html`${checkField({ id: 'headOffice', label: '本社(すべての支店)', checked: typedIn(typed, 'headOffice') === 'true' })}
${boxes({
  ...{ id: 'branches', label: '担当する支店', hint: '本社に印を付けたときは、すべての支店になります。', errors },
  choices: branches.map(({ id, name }) => ({ value: id, label: name })),
  checked: checkedIn(typed, 'branches'),
})}`
}`;
}

export const userFieldsIn = (form: TypedForm) => ({
  name: typedIn(form, 'name'),
  email: typedIn(form, 'email'),
  companyRole: typedIn(form, 'companyRole') as NonNullable<User['companyRole']>,
  branches: typedIn(form, 'headOffice') === 'true' ? null : [...checkedIn(form, 'branches')],
});

export const userFormFields: FormField[] = [
  { id: 'loginId', pointer: '/loginId', label: 'ログインID' },
  { id: 'name', pointer: '/name', label: '氏名' },
  { id: 'email', pointer: '/email', label: 'メールアドレス' },
  { id: 'companyRole', pointer: '/companyRole', label: '会社での役割' },
  { id: 'branches', pointer: '/branches', label: '担当する支店' },
  { id: 'contractor', pointer: '/contractor', label: '会社' },
];
