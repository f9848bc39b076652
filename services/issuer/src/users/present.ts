import type { Static } from 'typebox';
import type { UserSchema } from './schemas.js';
import type { User } from './store.js';

export function presentUser(user: User): Static<typeof UserSchema> {
  const { id, loginId, name, email, role, companyRole, contractorId, branches, createdAt } = user;
  return {
    ...{ id, loginId, name, email, role, companyRole, branches },
    contractor: contractorId,
    status: statusOf(user),
    createdAt: createdAt.toISOString(),
  };
}

export function statusOf({ passwordHash, stoppedAt }: User): 'invited' | 'active' | 'stopped' {
  if (stoppedAt !== null) return 'stopped';
  return passwordHash === null ? 'invited' : 'active';
}
