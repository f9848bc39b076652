import { Type } from 'typebox';
import { nullable, oneOf, searchText, uuid, yen } from '../contract.js';
import { roles, scopes } from './roles.js';

const closed = { additionalProperties: false };

export const TokenRequestBody = Type.Object(
  {
    grant_type: Type.String({ minLength: 1, maxLength: 100, description: 'client_credentials' }),
    client_id: Type.Optional(searchText(100)),
    client_secret: Type.Optional(searchText(200)),
    scope: Type.Optional(searchText(500, '空白区切り。省略するとすべて')),
  },
  closed,
);

export const AccessTokenSchema = Type.Object(
  {
    access_token: Type.String(),
    token_type: Type.Literal('Bearer'),
    expires_in: Type.Integer({ description: '有効な秒数' }),
    scope: Type.String(),
  },
  { $id: 'AccessToken', ...closed },
);

export const MeSchema = Type.Object(
  {
    clientId: nullable(Type.String({ description: 'システム。人には null' })),
    user: nullable(
      Type.Object(
        { id: uuid, loginId: Type.String(), name: Type.String() },
        { ...closed, description: 'ログインした人。システムには null' },
      ),
    ),
    branches: nullable(Type.Array(Type.String(), { description: '審査担当者の支店。null は本社(すべて)' })),
    role: oneOf(roles),
    scopes: Type.Array(oneOf(scopes)),
    contractor: nullable(
      Type.Object(
        {
          id: Type.String(),
          name: Type.String(),
          address: Type.String(),
          representative: Type.Object({ title: Type.String(), name: Type.String() }, closed),
          lumpSumAgreement: Type.Boolean({ description: '一括納付の協定' }),
          creditLimit: yen,
        },
        closed,
      ),
    ),
  },
  { $id: 'Me', ...closed },
);
