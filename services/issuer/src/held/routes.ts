import { guaranteeKinds } from '@e-surety/domain';
import type { Server } from '@e-surety/service-kit/http';
import { problemResponses } from '@e-surety/service-kit/problems';
import { Type } from 'typebox';
import { caller } from '../accounts/caller.js';
import { findOwnApplication } from '../applications/find-own.js';
import { findChangeToMove } from '../changes/find-own.js';
import { guaranteeNumberPath, idempotencyHeader, oneOf, ref, uuid } from '../contract.js';
import type { Database } from '../db/database.js';
import { idempotently } from '../idempotency/idempotently.js';
import { decideHeldChange } from './decide-held-change.js';
import { decideHeldIssue } from './decide-held-issue.js';
import { HeldDecisionInput, HeldDecisionSchema } from './schemas.js';

const tags = ['引受審査'];

export function heldRoutes(app: Server, { db, now }: { db: Database; now: () => Date }): void {
  app.addSchema(HeldDecisionInput);
  app.addSchema(HeldDecisionSchema);

  app.post(
    '/v1/applications/:id/guarantees/:kind/held-decision',
    {
      schema: {
        operationId: 'decideHeldIssue',
        summary:
          '発行保留の再開・取消。二人目が同じ判断を送ると実行される / Take a held issue up again, or void it; done when a second person decides the same',
        tags,
        params: Type.Object({ id: uuid, kind: oneOf(guaranteeKinds) }),
        headers: idempotencyHeader,
        body: ref(HeldDecisionInput),
        response: { 200: ref(HeldDecisionSchema), ...problemResponses(404, 409, 422) },
      },
    },
    (request, reply) =>
      idempotently(db, now(), request, reply, async (tx) => {
        const known = caller.of(request);
        const { id, kind } = request.params;
        const application = await findOwnApplication(tx, id, known, { forUpdate: true });
        const held = { application, kind };
        return { status: 200, body: await decideHeldIssue(tx, known.actor, held, request.body, now()) };
      }),
  );

  app.post(
    '/v1/guarantees/:guaranteeNumber/change-requests/:id/held-decision',
    {
      schema: {
        operationId: 'decideHeldChange',
        summary:
          '保留された変更の再開・取消。二人目が同じ判断を送ると実行される / Take a held change up again, or void it; done when a second person decides the same',
        tags,
        params: Type.Object({ ...guaranteeNumberPath.properties, id: uuid }),
        headers: idempotencyHeader,
        body: ref(HeldDecisionInput),
        response: { 200: ref(HeldDecisionSchema), ...problemResponses(404, 409, 422) },
      },
    },
    (request, reply) =>
      idempotently(db, now(), request, reply, async (tx) => {
        const known = caller.of(request);
        const { change } = await findChangeToMove(tx, request.params, known);
        return { status: 200, body: await decideHeldChange(tx, known.actor, change, request.body, now()) };
      }),
  );
}
