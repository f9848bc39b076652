import { exampleAt, exampleOf } from '@e-surety/service-kit/http';
import { contractor } from '../contractors/examples.js';
import { SignInInput } from '../sessions/schemas.js';
import { AccessTokenSchema, MeSchema } from './schemas.js';

const scopes = ['applications:read', 'applications:write', 'guarantees:read', 'authentication-keys:read'] as const;

export const accountExamples = [
  exampleAt('issueAccessToken', { grant_type: 'client_credentials', scope: scopes.join(' ') }),
  exampleOf(AccessTokenSchema, {
    access_token: 'eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiJtaWhvbiJ9.c2lnbmF0dXJl',
    token_type: 'Bearer',
    expires_in: 900,
    scope: scopes.join(' '),
  }),
  exampleOf(MeSchema, {
    clientId: 'marumaru-kensetsu',
    user: null,
    branches: null,
    role: 'contractor',
    scopes: [...scopes],
    contractor: { id: 'marumaru-kensetsu', ...contractor },
  }),
  exampleOf(SignInInput, { loginId: 'jiro.mihon', password: 'mihon no nagai aikotoba' }),
  exampleAt('readJwks', {
    keys: [
      {
        kty: 'EC',
        crv: 'P-256',
        x: 'DX1bcYFLURtSxyQiz54iz_cUZcWuAYTAvyrom7Gn9tg',
        y: 'wMYyC6s0jFfbGSLamdUMS7t-3sb0J7Qy5rIDmBG9YEc',
        kid: 'JxWVxGZ8bnwafdETuLQk9GxmqtWiM6UQZ_54p0MqZzg',
        use: 'sig',
        alg: 'ES256',
        purpose: 'certificate',
        status: 'active',
        compromisedSince: null,
      },
    ],
  }),
];
