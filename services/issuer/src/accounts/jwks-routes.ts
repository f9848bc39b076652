import type { Server } from '@e-surety/service-kit/http';
import { Type } from 'typebox';
import type { SigningKeys } from '../issuance/signing-keys.js';

/** The public halves of the issuer's signing keys: a certificate can be checked with them off line. */
export function jwksRoutes(app: Server, { certificate, envelope, call }: SigningKeys): void {
  const keys = [certificate, envelope, call].map((signer) => signer.publicJwk);
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
                purpose: Type.String({ description: 'certificate・envelope・call のどれに使う鍵か' }),
              }),
            ),
          }),
        },
      },
    },
    async (_request, reply) => reply.header('cache-control', 'public, max-age=300').send({ keys }),
  );
}
