import { exampleIn, exampleOf } from '@e-surety/service-kit/http';
import { InvitationInput, PasswordInput, PasswordResetInput, UserList, UserPatch, UserSchema } from './schemas.js';

export const userId = '7ba7bcae-bffb-4197-8385-d89fca139c39';

const user = {
  id: userId,
  loginId: 'jiro.mihon',
  name: '見本 次郎',
  email: 'jiro@example.jp',
  role: 'contractor' as const,
  companyRole: 'applicant' as const,
  branches: null,
  contractor: 'marumaru-kensetsu',
  status: 'active' as const,
  createdAt: '2026-11-01T01:00:00.000Z',
};

export const userExamples = [
  exampleIn('/v1/users/{id}', userId),
  exampleOf(InvitationInput, {
    ...{ role: 'contractor', companyRole: 'applicant' },
    ...{ loginId: user.loginId, name: user.name, email: user.email },
  }),
  exampleOf(UserPatch, { companyRole: 'company_admin' }),
  exampleOf(UserSchema, user),
  exampleOf(UserList, { users: [user], next: null }),
  exampleOf(PasswordResetInput, { loginId: user.loginId }),
  exampleOf(PasswordInput, {
    token: 'Y3OrLJsMfgacRUzFkfjgFxuEzrYC8FubMZntS9zR1M8',
    password: 'mihon no nagai aikotoba',
  }),
];
