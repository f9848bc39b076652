import type { PartName } from '@e-surety/seal/format';
import { attachment, type Server } from '@e-surety/service-kit/http';
import type { Database } from '@e-surety/service-kit/postgres';
import { problemResponses } from '@e-surety/service-kit/problems';
import { type TSchema, Type } from 'typebox';
import { RevisionPath } from '../deposits/schemas.js';
import { guaranteeNumberIn } from '../guarantee-number.js';
import type { Opener } from '../look-ups/open-stored.js';
import { openView } from './open-view.js';
import { view } from './view-token-rule.js';

interface Paper {
  part: PartName;
  operationId: string;
  summary: string;
  extension: 'pdf' | 'jws';
  mediaType: string;
  schema: TSchema;
}

const papers: Paper[] = [
  {
    part: 'pdf',
    operationId: 'viewCertificatePdf',
    summary: '電子証書のPDF',
    extension: 'pdf',
    mediaType: 'application/pdf',
    schema: Type.Unsafe<Buffer>({ type: 'string', contentMediaType: 'application/pdf' }),
  },
  {
    part: 'certificate',
    operationId: 'viewCertificateJws',
    summary: '電子証書の署名済みデータ (compact JWS)',
    extension: 'jws',
    mediaType: 'application/jose',
    schema: Type.Unsafe<Buffer>({ type: 'string' }),
  },
];

/** What was deposited, byte for byte, for whoever looked it up. The token goes in a header, never in the address. */
export function viewRoutes(app: Server, world: { db: Database; opener: Opener }): void {
  for (const { part, operationId, summary, extension, mediaType, schema } of papers) {
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
        const guaranteeNumber = guaranteeNumberIn(request.params.guaranteeNumber, 'path');
        const revision = Number(request.params.revision);
        const content = await openView(world, view.of(request), { guaranteeNumber, revision, part });
        const which = revision === 0 ? '当初' : `第${revision}版`;
        const name = `電子証書_${guaranteeNumber}_${which}.${extension}`;
        const plain = `certificate_${guaranteeNumber}_${revision}.${extension}`;
        return reply.type(mediaType).header('content-disposition', attachment(name, plain)).send(content);
      },
    );
  }
}
