export const roles = ['contractor', 'underwriter', 'admin'] as const;
export type Role = (typeof roles)[number];

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
