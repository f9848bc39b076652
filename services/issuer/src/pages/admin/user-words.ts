import { type Html, html } from '@e-surety/service-kit/pages';
import type { User } from './schemas.js';

export const roleNames: Record<User['role'], string> = {
  contractor: '受注者',
  underwriter: '引受審査',
  admin: '本社管理',
};

export const companyRoleNames: Record<NonNullable<User['companyRole']>, string> = {
  applicant: '申込の担当者',
  company_admin: '会社の管理者',
};

const statuses: Record<User['status'], [name: string, tone: string]> = {
  invited: ['招待中', 'tag-waits'],
  active: ['利用中', 'tag-done'],
  stopped: ['利用停止', 'tag-over'],
};

export function userTag(status: User['status']): Html {
  const [name, tone] = statuses[status];
  return html`<span class="tag ${tone}">${name}</span>`;
}

/** By their IDs. */
export interface PlaceNames {
  branches: ReadonlyMap<string, string>;
  companies: ReadonlyMap<string, string>;
}

/** Where somebody belongs: a company, some branches, or the head office. */
export function placeOf({ role, contractor, companyRole, branches }: User, names: PlaceNames): string {
  if (role === 'contractor')
    return `${names.companies.get(contractor!)}(${companyRole && companyRoleNames[companyRole]})`;
  if (role === 'admin' || branches === null) return '本社';
  return branches.map((id) => names.branches.get(id) ?? id).join('、');
}
