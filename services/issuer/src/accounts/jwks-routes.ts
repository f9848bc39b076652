import type { PublishedKey } from '@e-surety/issuer-keys';
import type { Server } from '@e-surety/service-kit/http';
import { Type } from 'typebox';
import { instant, nullable, oneOf } from '../contract.js';

/** The public halves of the issuer's signing keys, those of old too: a certificate, and its PDF, can be checked with them off line, for ever. */
export function jwksRoutes(app: Server, keys: readonly PublishedKey[]): void {
  app.get(
    '/.well-known/jwks.json',
    {
      schema: {
        operationId: 'readJwks',
        summary: '公開鍵 (JWKS) / Read the public keys (JWKS)',
        tags: ['公開鍵'],
        response: {
          200: Type.Object({
            keys: Type.Array(
              Type.Object({
                kty: Type.String(),
                crv: Type.String(),
                x: Type.String(),
                y: Type.String(),
                kid: Type.String(),
                use: Type.String(),
                alg: Type.String(),
                purpose: Type.String({ description: 'certificate・envelope・call・pdf のどれに使う鍵か' }),
                status: oneOf(
                  ['active', 'retired', 'compromised'],
                  'retired: 過去の署名の検証だけに使う鍵、compromised: 他人の手に渡ったおそれのある鍵',
                ),
                compromisedSince: nullable(instant),
              }),
            ),
          }),
        },
      },
    },
    async (_request, reply) => reply.header('cache-control', 'public, max-age=300').send({ keys: [...keys] }),
  );
}
