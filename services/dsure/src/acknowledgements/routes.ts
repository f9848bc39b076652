import { ref, type Server } from '@e-surety/service-kit/http';
import type { Database } from '@e-surety/service-kit/postgres';
import { problemResponses } from '@e-surety/service-kit/problems';
import { RevisionPath } from '../deposits/schemas.js';
import { guaranteeNumberIn } from '../guarantee-number.js';
import { view } from '../views/view-token-rule.js';
import { acknowledgeCertificate } from './acknowledge-certificate.js';
import { presentAcknowledgement } from './present.js';
import { AcknowledgementSchema, acknowledgementSchemas, RecordedAcknowledgementSchema } from './schemas.js';

export function acknowledgementRoutes(app: Server, { db, now }: { db: Database; now: () => Date }): void {
  for (const schema of acknowledgementSchemas) app.addSchema(schema);

  app.post(
    '/v1/certificates/:guaranteeNumber/revisions/:revision/acknowledgements',
    {
      bodyLimit: 32 * 1024,
      schema: {
        operationId: 'acknowledgeCertificate',
        summary: '受領または訂正依頼を申告する / Declare acceptance, or request a correction',
        description:
          '保証契約の状態は変わりません。同じ閲覧トークンで同じ内容を再送すると、200で同じ答えを返します。照会で得た閲覧トークンを Bearer で渡します。',
        tags: ['照会'],
        params: RevisionPath,
        body: ref(AcknowledgementSchema),
        response: {
          200: ref(RecordedAcknowledgementSchema),
          201: ref(RecordedAcknowledgementSchema),
          ...problemResponses(404, 410, 422, 429),
        },
      },
    },
    async (request, reply) => {
      const { created, recorded } = await acknowledgeCertificate(db, view.of(request), {
        guaranteeNumber: guaranteeNumberIn(request.params.guaranteeNumber, 'path'),
        revision: Number(request.params.revision),
        acknowledgement: request.body,
        now: now(),
      });
      return reply.code(created ? 201 : 200).send(presentAcknowledgement(recorded));
    },
  );
}
