export const roles = ['contractor', 'underwriter', 'admin'] as const;
export type Role = (typeof roles)[number];

export const roleNames: Record<Role, string> = { contractor: '受注者', underwriter: '審査担当者', admin: '管理者' };

/** What somebody is within a company: its administrators invite and stop its users. */
export const companyRoles = ['applicant', 'company_admin'] as const;
export type CompanyRole = (typeof companyRoles)[number];

/** What a token or a session allows. Reading an authentication key has a scope of its own. */
export const scopes = [
  'applications:read',
  'applications:write',
  'guarantees:read',
  'authentication-keys:read',
  'underwriting',
  'users',
  'webhooks',
  'administration',
] as const;
export type Scope = (typeof scopes)[number];

/** What each scope allows, as the contract says it. */
export const scopeTexts: Record<Scope, string> = {
  'applications:read': '請負工事・申込・見積りを読む (read works, applications, quotes)',
  'applications:write': '申し込む、変更を申し込む (apply, and request changes)',
  'guarantees:read': '保証契約と書面を読む (read guarantees and papers)',
  'authentication-keys:read': '認証キーを読む (read authentication keys)',
  underwriting: '審査し、入金を記録する (underwrite, record fees)',
  users: '利用者を管理する (manage users)',
  webhooks: '通知先(webhook)を管理する (manage webhook endpoints)',
  administration: '支店・発注者・保証料率・利用登録を管理する (manage branches, orderers, tariffs, contractors)',
};

/** What a role may be given at most; a client has these or fewer. */
export const scopesOfRole: Record<Role, readonly Scope[]> = {
  contractor: [
    'applications:read',
    'applications:write',
    'guarantees:read',
    'authentication-keys:read',
    'users',
    'webhooks',
  ],
  underwriter: ['applications:read', 'guarantees:read', 'underwriting'],
  admin: ['applications:read', 'guarantees:read', 'users', 'administration'],
};

/** The company's users, and where its events are sent, are its administrators' business; a person has all else that the role allows. */
export function scopesOfPerson(role: Role, companyRole: CompanyRole | null): readonly Scope[] {
  return scopesOfRole[role].filter((scope) => companyRole !== 'applicant' || !['users', 'webhooks'].includes(scope));
}
