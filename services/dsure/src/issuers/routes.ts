import { issuerIdPattern } from '@e-surety/seal/format';
import { ref, type Server } from '@e-surety/service-kit/http';
import type { Database } from '@e-surety/service-kit/postgres';
import { problemResponses } from '@e-surety/service-kit/problems';
import { Type } from 'typebox';
import { dsureProblems } from '../refusals.js';
import { IssuerKeySetSchema, IssuerListSchema, issuerSchemas } from './schemas.js';
import { allIssuers, keysOf } from './store.js';

const briefly = 'public, max-age=60';

/** Who issues, and the keys by which anyone can check what an issuer has signed, off line too. */
export function issuerRoutes(app: Server, db: Database): void {
  for (const schema of issuerSchemas) app.addSchema(schema);

  app.get(
    '/v1/issuers',
    {
      schema: {
        operationId: 'listIssuers',
        summary: '保証事業会社の一覧 / List issuers',
        tags: ['保証事業会社'],
        response: { 200: ref(IssuerListSchema) },
      },
    },
    async (_request, reply) => reply.header('cache-control', briefly).send({ issuers: await allIssuers(db) }),
  );

  app.get(
    '/v1/issuers/:issuer/jwks.json',
    {
      schema: {
        operationId: 'listIssuerKeys',
        summary: "保証事業会社の公開鍵 (JWK Set) / List an issuer's public keys (JWK Set)",
        description: '退役した鍵も含みます。電子証書の署名は、この鍵でいつでも誰でも検証できます。',
        tags: ['保証事業会社'],
        params: Type.Object({ issuer: Type.String({ pattern: issuerIdPattern }) }),
        response: { 200: ref(IssuerKeySetSchema), ...problemResponses(404) },
      },
    },
    async ({ params }, reply) => {
      const rows = await keysOf(db, params.issuer);
      if (rows.length === 0) throw dsureProblems.problem('issuer_not_found');
      const keys = rows.map(({ publicJwk, status, compromisedSince }) => ({
        ...publicJwk,
        status,
        compromisedSince: compromisedSince?.toISOString() ?? null,
      }));
      return reply.header('cache-control', briefly).send({ keys });
    },
  );
}
