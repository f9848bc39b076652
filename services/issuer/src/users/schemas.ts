import { Type } from 'typebox';
import { passwordLength } from '../accounts/password.js';
import { companyRoles, roles } from '../accounts/roles.js';
import { email, instant, name, nullable, oneOf, ref, searchText, uuid } from '../contract.js';

const closed = { additionalProperties: false };

const loginId = Type.String({
  pattern: '^[A-Za-z0-9][A-Za-z0-9._@+-]{2,99}$',
  maxLength: 100,
  description: 'ログインID。大文字と小文字は区別しない',
});
const branches = nullable(
  Type.Array(name(60), { minItems: 1, maxItems: 100, description: '担当する支店。null は本社(すべての支店)' }),
);
const newcomer = { loginId, name: name(100, '氏名'), email };

export const InvitationInput = Type.Union(
  [
    Type.Object(
      {
        role: Type.Literal('contractor'),
        contractor: Type.Optional(name(60, '会社のID。会社の管理者は省略する')),
        companyRole: oneOf(companyRoles, 'company_admin は自社の利用者を管理できる'),
        ...newcomer,
      },
      { ...closed, description: '受注者の利用者' },
    ),
    Type.Object({ role: Type.Literal('underwriter'), branches, ...newcomer }, { ...closed, description: '審査担当者' }),
    Type.Object({ role: Type.Literal('admin'), ...newcomer }, { ...closed, description: '本社の管理者' }),
  ],
  { $id: 'InvitationInput', description: '利用者の招待' },
);

export const UserPatch = Type.Partial(
  Type.Object({ name: name(100, '氏名'), email, companyRole: oneOf(companyRoles), branches }),
  { $id: 'UserPatch', ...closed, minProperties: 1 },
);

export const UserSchema = Type.Object(
  {
    id: uuid,
    loginId: Type.String(),
    name: Type.String(),
    email: nullable(Type.String()),
    role: oneOf(roles),
    contractor: nullable(Type.String({ description: '会社のID' })),
    companyRole: nullable(oneOf(companyRoles)),
    branches: nullable(Type.Array(Type.String())),
    status: oneOf(['invited', 'active', 'stopped'], '招待中・利用中・利用停止'),
    createdAt: instant,
  },
  { $id: 'User', ...closed, description: '利用者' },
);

export const UserList = Type.Object(
  { users: Type.Array(ref(UserSchema)), next: nullable(Type.String({ description: '続きのカーソル' })) },
  { $id: 'UserList', ...closed },
);

export const PasswordResetInput = Type.Object({ loginId: searchText(100) }, { $id: 'PasswordResetInput', ...closed });

export const PasswordInput = Type.Object(
  {
    token: Type.String({ pattern: '^[\\w-]{43}$', maxLength: 43, description: 'メールで届いた、一度だけ使えるもの' }),
    password: Type.String({
      minLength: passwordLength.least,
      maxLength: passwordLength.most,
      description: `新しいパスワード。${passwordLength.least}文字以上`,
    }),
  },
  { $id: 'PasswordInput', ...closed },
);

export const userSchemas = [InvitationInput, UserPatch, UserSchema, UserList, PasswordResetInput, PasswordInput];
