import type { Receipts } from '@e-surety/papers/receipt';
import type { PartName } from '@e-surety/seal/format';
import type { Server } from '@e-surety/service-kit/http';
import { problemResponses } from '@e-surety/service-kit/problems';
import { type TSchema, Type } from 'typebox';
import { RevisionPath } from '../deposits/schemas.js';
import { guaranteeNumberIn } from '../guarantee-number.js';
import { openView, type ViewWorld } from './open-view.js';
import { sendPaper } from './send-paper.js';
import { viewReceipt } from './view-receipt.js';
import { view } from './view-token-rule.js';

const pdf = Type.Unsafe<Buffer>({ type: 'string', contentMediaType: 'application/pdf' });

interface Paper {
  part: PartName;
  operationId: string;
  summary: string;
  extension: 'pdf' | 'jws';
  mediaType: string;
  schema: TSchema;
}

const parts: Paper[] = [
  {
    part: 'pdf',
    operationId: 'viewCertificatePdf',
    summary: '電子証書のPDF / Download the certificate (PDF)',
    extension: 'pdf',
    mediaType: 'application/pdf',
    schema: pdf,
  },
  {
    part: 'certificate',
    operationId: 'viewCertificateJws',
    summary: '電子証書の署名済みデータ (compact JWS) / Download the signed data of the certificate (compact JWS)',
    extension: 'jws',
    mediaType: 'application/jose',
    schema: Type.Unsafe<Buffer>({ type: 'string' }),
  },
];

interface World extends ViewWorld {
  receipts: Pick<Receipts, 'receipt'>;
  now: () => Date;
}

/** What was deposited, byte for byte, for whoever looked it up. The token goes in a header, never in the address. */
export function viewRoutes(app: Server, world: World): void {
  app.get(
    '/v1/certificates/:guaranteeNumber/revisions/:revision/receipt.pdf',
    {
      schema: {
        operationId: 'viewReceipt',
        summary: '閲覧確認票 / Download the receipt of the view (PDF)',
        description:
          'いつ、どの版を見て、何が確かめられたかの記録(PDF)。支払いの書類と共に保管できます。照会で得た閲覧トークンを Bearer で渡します。',
        tags: ['照会'],
        params: RevisionPath,
        response: {
          200: { description: '閲覧確認票', content: { 'application/pdf': { schema: pdf } } },
          ...problemResponses(404, 410),
        },
      },
    },
    async (request, reply) => {
      const asked = revisionIn(request.params);
      const content = await viewReceipt(world, view.of(request), { ...asked, now: world.now() });
      return sendPaper(reply, 'receipt', asked, content);
    },
  );

  for (const { part, operationId, summary, extension, mediaType, schema } of parts) {
    app.get(
      `/v1/certificates/:guaranteeNumber/revisions/:revision/certificate.${extension}`,
      {
        schema: {
          operationId,
          summary,
          description: '照会で得た閲覧トークンを Bearer で渡します。',
          tags: ['照会'],
          params: RevisionPath,
          response: {
            200: { description: summary, content: { [mediaType]: { schema } } },
            ...problemResponses(404, 410),
          },
        },
      },
      async (request, reply) => {
        const asked = revisionIn(request.params);
        return sendPaper(reply, part, asked, await openView(world, view.of(request), { ...asked, part }));
      },
    );
  }
}

function revisionIn(params: { guaranteeNumber: string; revision: string }) {
  return { guaranteeNumber: guaranteeNumberIn(params.guaranteeNumber, 'path'), revision: Number(params.revision) };
}
