export const roles = ['contractor', 'underwriter', 'admin'] as const;
export type Role = (typeof roles)[number];

/** What a token allows. Reading an authentication key has a scope of its own. */
export const scopes = [
  'applications:read',
  'applications:write',
  'guarantees:read',
  'authentication-keys:read',
  'underwriting',
  'administration',
] as const;
export type Scope = (typeof scopes)[number];

/** What a role may be given at most; a client has these or fewer. */
export const scopesOfRole: Record<Role, readonly Scope[]> = {
  contractor: ['applications:read', 'applications:write', 'guarantees:read', 'authentication-keys:read'],
  underwriter: ['applications:read', 'guarantees:read', 'underwriting'],
  admin: ['applications:read', 'guarantees:read', 'administration'],
};
