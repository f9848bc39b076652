import { X509Certificate } from 'node:crypto';
import { thumbprint } from '@e-surety/seal/verify';
import type { Server } from '@e-surety/service-kit/http';
import { Type } from 'typebox';
import type { SigningKeys } from '../issuance/signing-keys.js';

/** The public halves of the issuer's signing keys: a certificate, and its PDF, can be checked with them off line. */
export function jwksRoutes(app: Server, { certificate, envelope, call, pdf }: SigningKeys): void {
  const keys = [certificate, envelope, call].map((signer) => signer.publicJwk);
  app.get(
    '/.well-known/jwks.json',
    {
      schema: {
        operationId: 'readJwks',
        summary: '公開鍵 (JWKS)',
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
              }),
            ),
          }),
        },
      },
    },
    async (_request, reply) =>
      reply.header('cache-control', 'public, max-age=300').send({ keys: [...keys, pdfKeyOf(pdf.certificatePem)] }),
  );
}

/** As it stands in the certificate that the PDFs carry. */
function pdfKeyOf(certificatePem: string) {
  const { x, y } = new X509Certificate(certificatePem).publicKey.export({ format: 'jwk' }) as { x: string; y: string };
  return { kty: 'EC', crv: 'P-256', x, y, kid: thumbprint({ x, y }), use: 'sig', alg: 'ES256', purpose: 'pdf' };
}
