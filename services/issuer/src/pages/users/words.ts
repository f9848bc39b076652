import type { components } from '@e-surety/client/issuer';
import type { FormField } from '../site/field-errors.js';

export type User = components['schemas']['User'];
export type CompanyRole = NonNullable<User['companyRole']>;

export const companyRoleNames: Record<CompanyRole, string> = { applicant: '申込担当', company_admin: '会社の管理者' };

export const companyRoleChoices = [
  { value: 'applicant', label: companyRoleNames.applicant, hint: '申込と、保証契約・認証キーの確認ができます。' },
  {
    value: 'company_admin',
    label: companyRoleNames.company_admin,
    hint: '申込担当ができることに加えて、利用者の招待・変更・停止ができます。',
  },
];

export const statusNames: Record<User['status'], string> = {
  invited: '招待中',
  active: '利用中',
  stopped: '利用停止',
};

export const userFields: FormField[] = [
  { id: 'loginId', pointer: '/loginId', label: 'ログインID' },
  { id: 'name', pointer: '/name', label: '氏名' },
  { id: 'email', pointer: '/email', label: 'メールアドレス' },
  { id: 'companyRole', pointer: '/companyRole', label: '役割' },
];
