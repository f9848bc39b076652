import type { Server } from '@e-surety/service-kit/http';
import { problemResponses } from '@e-surety/service-kit/problems';
import { Type } from 'typebox';
import { caller } from '../accounts/caller.js';
import { answerOf } from '../applications/answer.js';
import { findOwnApplication } from '../applications/find-own.js';
import { ApplicationSchema } from '../applications/schemas.js';
import { idempotencyHeader, ifMatchHeader, ref, uuid } from '../contract.js';
import type { Database } from '../db/database.js';
import { idempotently } from '../idempotency/idempotently.js';
import { demandIfMatch } from '../if-match.js';
import { reviewApplication } from './review-application.js';
import { ReviewInput } from './schemas.js';

export function underwritingRoutes(app: Server, { db, now }: { db: Database; now: () => Date }): void {
  app.addSchema(ReviewInput);

  app.post(
    '/v1/applications/:id/review',
    {
      schema: {
        operationId: 'reviewApplication',
        summary: '引受審査: 差し戻すか、保証ごとに承認・お断りする',
        tags: ['引受審査'],
        params: Type.Object({ id: uuid }),
        headers: Type.Object({ ...idempotencyHeader.properties, ...ifMatchHeader.properties }),
        body: ref(ReviewInput),
        response: { 200: ref(ApplicationSchema), ...problemResponses(404, 409, 412, 422, 428) },
      },
    },
    (request, reply) =>
      idempotently(db, now(), request, reply, async (tx) => {
        const known = caller.of(request);
        const application = await findOwnApplication(tx, request.params.id, known, { forUpdate: true });
        demandIfMatch(request, application.version);
        return answerOf(tx, 200, await reviewApplication(tx, known.actor, application, request.body, now()), now());
      }),
  );
}
