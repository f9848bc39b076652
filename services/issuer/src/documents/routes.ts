import type { Server } from '@e-surety/service-kit/http';
import { attachment } from '@e-surety/service-kit/http';
import { problemResponses } from '@e-surety/service-kit/problems';
import { Type } from 'typebox';
import { caller } from '../accounts/caller.js';
import { file, guaranteeNumberPath } from '../contract.js';
import type { Product } from '../db/tables.js';
import { findIssuedGuarantee } from '../guarantees/find-own.js';
import type { Guarantee } from '../guarantees/store.js';
import type { World } from '../world.js';
import { issuedProduct } from './issued-product.js';
import { printKeyNotice } from './print-key-notice.js';

const tags = ['書面'];
const revisionQuery = Type.Object(
  { revision: Type.Optional(Type.String({ pattern: '^(0|[1-9][0-9]{0,3})$', description: '版。省略すると最新' })) },
  { additionalProperties: false },
);

export function documentRoutes(app: Server, world: World): void {
  const { db } = world;

  const issued = (path: string, operationId: string, product: Product, type: string, name: string, summary: string) =>
    app.get(
      `/v1/guarantees/:guaranteeNumber/${path}`,
      {
        schema: {
          operationId,
          summary,
          tags,
          params: guaranteeNumberPath,
          querystring: revisionQuery,
          response: { 200: file(type, summary), ...problemResponses(404, 409) },
        },
      },
      async (request, reply) => {
        const { guaranteeNumber } = request.params as { guaranteeNumber: string };
        const guarantee = await findIssuedGuarantee(db, guaranteeNumber, caller.of(request));
        const revision = revisionOf(request.query as { revision?: string }, guarantee);
        const bytes = await issuedProduct(db, guarantee, revision, product);
        const fileName = `${guarantee.row.guaranteeNumber}_${revision}`;
        const extension = path.split('.').at(-1);
        return reply
          .type(type)
          .header('content-disposition', attachment(`${name}_${fileName}.${extension}`, `${fileName}.${extension}`))
          .send(bytes);
      },
    );
  issued(
    'certificate.pdf',
    'readCertificatePdf',
    'certificate_pdf',
    'application/pdf',
    '電子証書',
    '電子証書(PDF、署名付き) / Download the certificate (signed PDF)',
  );
  issued(
    'certificate.jws',
    'readCertificateJws',
    'certificate_jws',
    'application/jose',
    '電子証書',
    '電子証書(JWS) / Download the certificate (JWS)',
  );

  app.get(
    '/v1/guarantees/:guaranteeNumber/key-notice.pdf',
    {
      schema: {
        operationId: 'readKeyNotice',
        summary:
          '「電子保証にかかる「認証キー」のお知らせ」(PDF) / Download the notice of the authentication key (PDF)',
        tags,
        params: guaranteeNumberPath,
        querystring: revisionQuery,
        response: { 200: file('application/pdf', '認証キーのお知らせ'), ...problemResponses(404, 409) },
      },
    },
    async (request, reply) => {
      const known = caller.of(request);
      const guarantee = await findIssuedGuarantee(db, request.params.guaranteeNumber, known);
      const revision = revisionOf(request.query, guarantee);
      const pdf = await printKeyNotice(world, guarantee, revision, known.actor);
      const { guaranteeNumber } = guarantee.row;
      return reply
        .type('application/pdf')
        .header(
          'content-disposition',
          attachment(`認証キーのお知らせ_${guaranteeNumber}.pdf`, `key-notice_${guaranteeNumber}.pdf`),
        )
        .send(pdf);
    },
  );
}

const revisionOf = ({ revision }: { revision?: string }, { latest }: Guarantee): number =>
  Number(revision ?? latest.revision);
