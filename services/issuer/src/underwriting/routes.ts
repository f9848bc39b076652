import type { Server } from '@e-surety/service-kit/http';
import { problemResponses } from '@e-surety/service-kit/problems';
import { Type } from 'typebox';
import { caller } from '../accounts/caller.js';
import { answerOf } from '../applications/answer.js';
import { findOwnApplication } from '../applications/find-own.js';
import { ApplicationSchema } from '../applications/schemas.js';
import { idempotencyHeader, ifMatchHeader, ref, uuid } from '../contract.js';
import { idempotently } from '../idempotency/idempotently.js';
import { demandIfMatch } from '../if-match.js';
import { limitOf, pageOf, pageQuery, readCountCursor } from '../paging.js';
import type { World } from '../world.js';
import { claimApplication } from './claim-application.js';
import { readHistory } from './read-history.js';
import { readReviewSheet } from './read-review-sheet.js';
import { reviewApplication } from './review-application.js';
import { ReviewSheet, reviewSheetSchemas } from './review-sheet-schemas.js';
import { History, HistoryEntry, ReviewInput } from './schemas.js';

const tags = ['引受審査'];
const byId = Type.Object({ id: uuid });

export function underwritingRoutes(app: Server, { db, now, secondApprovalFrom }: World): void {
  for (const schema of [ReviewInput, HistoryEntry, History, ...reviewSheetSchemas]) app.addSchema(schema);

  app.post(
    '/v1/applications/:id/claim',
    {
      schema: {
        operationId: 'claimApplication',
        summary: '審査を始める(審査中) / Begin underwriting (claim)',
        tags,
        params: byId,
        headers: idempotencyHeader,
        response: { 200: ref(ApplicationSchema), ...problemResponses(404, 409, 422) },
      },
    },
    (request, reply) =>
      idempotently(db, now(), request, reply, async (tx) => {
        const known = caller.of(request);
        const application = await findOwnApplication(tx, request.params.id, known, { forUpdate: true });
        return answerOf(tx, 200, await claimApplication(tx, known.actor, application, now()), now());
      }),
  );

  app.post(
    '/v1/applications/:id/review',
    {
      schema: {
        operationId: 'reviewApplication',
        summary:
          '引受審査: 差し戻すか、保証ごとに承認・お断りする / Review: return the whole, or approve or decline each guarantee',
        description: `金額が一定以上の保証は、別の審査担当者がもう一度承認する(二次承認)。`,
        tags,
        params: byId,
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
        const underwriter = { actor: known.actor, secondApprovalFrom };
        return answerOf(tx, 200, await reviewApplication(tx, underwriter, application, request.body, now()), now());
      }),
  );

  app.get(
    '/v1/applications/:id/review-sheet',
    {
      schema: {
        operationId: 'readReviewSheet',
        summary:
          '審査票を読む: 規則・割合・与信・添付書類・承認の状況と、今できること / Read all that an approval weighs',
        tags,
        params: byId,
        response: { 200: ref(ReviewSheet), ...problemResponses(404) },
      },
    },
    async (request) => {
      const known = caller.of(request);
      const application = await findOwnApplication(db, request.params.id, known);
      return readReviewSheet(db, { actor: known.actor, secondApprovalFrom }, application, now());
    },
  );

  app.get(
    '/v1/applications/:id/history',
    {
      schema: {
        operationId: 'readApplicationHistory',
        summary: 'いつ、だれが、何をしたか(古い順) / Read who did what and when (oldest first)',
        tags,
        params: byId,
        querystring: Type.Object(pageQuery, { additionalProperties: false }),
        response: { 200: ref(History), ...problemResponses(404) },
      },
    },
    async (request) => {
      const application = await findOwnApplication(db, request.params.id, caller.of(request));
      const limit = limitOf(request.query);
      const after = readCountCursor(request.query.cursor) ?? 0;
      const found = await readHistory(db, application, { after, limit: limit + 1 });
      const { rows, next } = pageOf(found, limit, ({ id }) => String(id));
      return { history: rows, next };
    },
  );
}
