import { repeatable, type Server } from '@e-surety/service-kit/http';
import { problemResponses } from '@e-surety/service-kit/problems';
import type { FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Database } from '../db/database.js';
import { refuse } from '../refusals.js';
import { type AccessTokens, accessTokenLifetime } from './access-token.js';
import { caller } from './caller.js';
import { issueAccessToken } from './issue-access-token.js';
import { readMe } from './read-me.js';
import { AccessTokenSchema, MeSchema, TokenRequestBody } from './schemas.js';

interface Options {
  db: Database;
  tokens: AccessTokens;
  now: () => Date;
}

export function accountRoutes(app: Server, { db, tokens, now }: Options): void {
  app.addSchema(AccessTokenSchema);
  app.addSchema(MeSchema);

  app.post(
    '/oauth2/token',
    {
      schema: {
        operationId: 'issueAccessToken',
        ...repeatable,
        summary:
          'アクセストークンを受け取る (OAuth 2.0 client credentials) / Get an access token (OAuth 2.0 client credentials)',
        description:
          'クライアントIDとシークレットは Basic 認証か本文で送る。誤りが続く接続元には 401 の代わりに 429 と待ち時間(Retry-After)を返すが、正しいシークレットにはいつでも答える。',
        tags: ['利用者'],
        consumes: ['application/x-www-form-urlencoded'],
        body: TokenRequestBody,
        response: { 200: Type.Ref('AccessToken'), ...problemResponses(401, 429) },
      },
    },
    async (request) => {
      const { grant_type, scope } = request.body;
      if (grant_type !== 'client_credentials') throw refuse('unsupported_grant_type');
      const credentials = credentialsOf(request, request.body);
      const token = await issueAccessToken(
        { db, tokens, now: now() },
        { ...credentials, source: request.ip, scope: scope ?? null },
      );
      return {
        access_token: token.accessToken,
        token_type: 'Bearer',
        expires_in: accessTokenLifetime,
        scope: token.scopes.join(' '),
      };
    },
  );

  app.get(
    '/v1/me',
    {
      schema: {
        operationId: 'readMe',
        summary: '自分の会社・役割・スコープ / Read your own company, role and scopes',
        tags: ['利用者'],
        response: { 200: Type.Ref('Me') },
      },
    },
    (request) => readMe(db, caller.of(request)),
  );
}

/** RFC 6749 §2.3.1: HTTP Basic, or members of the body. */
function credentialsOf(request: FastifyRequest, body: Static<typeof TokenRequestBody>) {
  const basic = /^Basic +([A-Za-z0-9+/]+=*)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (basic === undefined) return { clientId: body.client_id ?? '', clientSecret: body.client_secret ?? '' };
  const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(/:(.*)/s);
  return { clientId: visible(formDecoded(id)), clientSecret: formDecoded(secret) };
}

/** Nobody's id has other characters (RFC 6749 §A.1), and the database could not even look for some. */
const visible = (id: string): string => (/^[\x20-\x7e]*$/.test(id) ? id : '');

function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
