import type { Server } from '@e-surety/service-kit/http';
import { problemResponses } from '@e-surety/service-kit/problems';
import { Type } from 'typebox';
import { caller } from '../accounts/caller.js';
import { guaranteeNumberPath, idempotencyHeader, ifMatchHeader, ref, uuid } from '../contract.js';
import { FeeReceiptInput, FeeReceiptSchema } from '../fees/schemas.js';
import { findIssuedGuarantee } from '../guarantees/find-own.js';
import { idempotently } from '../idempotency/idempotently.js';
import { demandIfMatch } from '../if-match.js';
import { isUuid, limitOf, pageOf, pageQuery, readTimeCursor, timeCursor } from '../paging.js';
import type { World } from '../world.js';
import { answerOf, withMissing } from './answer.js';
import { findChangeToMove, findGuaranteeToChange, findOwnChange } from './find-own.js';
import { presentReplacement } from './present.js';
import { readChangeReviewSheet } from './read-change-review-sheet.js';
import { recordChangeFeeReceipt } from './record-change-fee-receipt.js';
import { replaceKey } from './replace-key.js';
import { requestChange } from './request-change.js';
import { resubmitChange } from './resubmit-change.js';
import { reviewChange } from './review-change.js';
import { ChangeReviewSheet } from './review-sheet-schema.js';
import {
  ChangeRequestInput,
  ChangeRequestList,
  ChangeRequestSchema,
  ChangeReviewInput,
  changeSchemas,
  KeyReplacementInput,
  KeyReplacementSchema,
} from './schemas.js';
import { listChanges } from './store.js';
import { withdrawChange } from './withdraw-change.js';

const tags = ['変更'];
const path = '/v1/guarantees/:guaranteeNumber/change-requests';
const byId = Type.Object({ ...guaranteeNumberPath.properties, id: uuid });

export function changeRoutes(app: Server, world: World): void {
  const { db, now, secondApprovalFrom } = world;
  for (const schema of [...changeSchemas, ChangeReviewSheet]) app.addSchema(schema);

  app.post(
    path,
    {
      schema: {
        operationId: 'requestChange',
        summary:
          '変更・解約を申し込む。一つの保証契約に一度に一件 / Request a change or a cancellation; one at a time for each guarantee',
        tags,
        params: guaranteeNumberPath,
        headers: idempotencyHeader,
        body: ref(ChangeRequestInput),
        response: { 201: ref(ChangeRequestSchema), ...problemResponses(404, 409, 422) },
      },
    },
    (request, reply) =>
      idempotently(db, now(), request, reply, async (tx) => {
        const known = caller.of(request);
        const guarantee = await findGuaranteeToChange(tx, request.params.guaranteeNumber, known);
        return answerOf(tx, 201, await requestChange(tx, known, guarantee, request.body, now()));
      }),
  );

  app.get(
    path,
    {
      schema: {
        operationId: 'listChangeRequests',
        summary: '変更の申込の一覧 / List change requests',
        tags,
        params: guaranteeNumberPath,
        querystring: Type.Object(pageQuery, { additionalProperties: false }),
        response: { 200: ref(ChangeRequestList), ...problemResponses(404, 409) },
      },
    },
    async (request) => {
      const { row } = await findIssuedGuarantee(db, request.params.guaranteeNumber, caller.of(request));
      const limit = limitOf(request.query);
      const before = readTimeCursor(request.query.cursor, isUuid);
      const found = await listChanges(db, row.guaranteeNumber, { before, limit: limit + 1 });
      const { rows, next } = pageOf(found, limit, timeCursor);
      return { changeRequests: await Promise.all(rows.map((row) => withMissing(db, row))), next };
    },
  );

  app.get(
    `${path}/:id`,
    {
      schema: {
        operationId: 'readChangeRequest',
        summary: '変更の申込を読む / Read a change request',
        tags,
        params: byId,
        response: { 200: ref(ChangeRequestSchema), ...problemResponses(404, 409) },
      },
    },
    async (request, reply) => {
      const { change } = await findOwnChange(db, request.params, caller.of(request));
      const { etag, body } = await answerOf(db, 200, change);
      reply.header('etag', etag!);
      return body;
    },
  );

  app.get(
    `${path}/:id/review-sheet`,
    {
      schema: {
        operationId: 'readChangeReviewSheet',
        summary:
          '変更の審査票を読む: 変更前、保証料の増減の見込み、与信と、今できること / Read all that an approval of a change weighs',
        tags,
        params: byId,
        response: { 200: ref(ChangeReviewSheet), ...problemResponses(404, 409) },
      },
    },
    async (request) => {
      const known = caller.of(request);
      const found = await findOwnChange(db, request.params, known);
      return readChangeReviewSheet(db, { actor: known.actor, secondApprovalFrom }, found, now());
    },
  );

  app.post(
    `${path}/:id/review`,
    {
      schema: {
        operationId: 'reviewChange',
        summary: '変更の審査: 承認・お断り・差戻し / Review a change: approve, decline or return it',
        description: '増額後の保証金額が一定以上のときは、別の審査担当者がもう一度承認する(二次承認)。',
        tags,
        params: byId,
        headers: Type.Object({ ...idempotencyHeader.properties, ...ifMatchHeader.properties }),
        body: ref(ChangeReviewInput),
        response: { 200: ref(ChangeRequestSchema), ...problemResponses(404, 409, 412, 422, 428) },
      },
    },
    (request, reply) =>
      idempotently(db, now(), request, reply, async (tx) => {
        const known = caller.of(request);
        const found = await findChangeToMove(tx, request.params, known);
        demandIfMatch(request, found.change.version);
        const review = { actor: known.actor, secondApprovalFrom, now: now() };
        return answerOf(tx, 200, await reviewChange(tx, review, found, request.body));
      }),
  );

  app.post(
    `${path}/:id/fee-receipt`,
    {
      schema: {
        operationId: 'recordChangeFeeReceipt',
        summary:
          '追加保証料の入金を記録する。足りれば変更の発行が始まる / Record the receipt of an additional fee; the change is issued once it is covered',
        tags,
        params: byId,
        headers: idempotencyHeader,
        body: ref(FeeReceiptInput),
        response: { 200: ref(FeeReceiptSchema), ...problemResponses(404, 409, 422) },
      },
    },
    (request, reply) =>
      idempotently(db, now(), request, reply, async (tx) => {
        const known = caller.of(request);
        const found = await findChangeToMove(tx, request.params, known);
        return { status: 200, body: await recordChangeFeeReceipt(tx, known.actor, found, request.body, now()) };
      }),
  );

  app.post(
    `${path}/:id/submission`,
    {
      schema: {
        operationId: 'resubmitChange',
        summary: '差し戻された変更の申込を、直して送り直す / Correct a returned change request and send it again',
        tags,
        params: byId,
        headers: idempotencyHeader,
        body: ref(ChangeRequestInput),
        response: { 200: ref(ChangeRequestSchema), ...problemResponses(404, 409, 422) },
      },
    },
    (request, reply) =>
      idempotently(db, now(), request, reply, async (tx) => {
        const known = caller.of(request);
        const found = await findChangeToMove(tx, request.params, known);
        return answerOf(tx, 200, await resubmitChange(tx, known, found, request.body, now()));
      }),
  );

  app.post(
    `${path}/:id/withdrawal`,
    {
      schema: {
        operationId: 'withdrawChange',
        summary: '変更の申込を取り下げる / Withdraw a change request',
        tags,
        params: byId,
        headers: idempotencyHeader,
        response: { 200: ref(ChangeRequestSchema), ...problemResponses(404, 409, 422) },
      },
    },
    (request, reply) =>
      idempotently(db, now(), request, reply, async (tx) => {
        const known = caller.of(request);
        const { change } = await findChangeToMove(tx, request.params, known);
        return answerOf(tx, 200, await withdrawChange(tx, known.actor, change, now()));
      }),
  );

  app.post(
    '/v1/guarantees/:guaranteeNumber/key-replacement',
    {
      schema: {
        operationId: 'replaceKey',
        summary:
          '認証キーを再発行する。D-Sureに登録されると、前の認証キーは使えなくなる / Replace the authentication key; the old one ends when D-Sure has the new one',
        tags: ['保証契約'],
        params: guaranteeNumberPath,
        headers: idempotencyHeader,
        body: ref(KeyReplacementInput),
        response: { 202: ref(KeyReplacementSchema), ...problemResponses(404, 409, 422) },
      },
    },
    (request, reply) =>
      idempotently(db, now(), request, reply, async (tx) => {
        const known = caller.of(request);
        const guarantee = await findGuaranteeToChange(tx, request.params.guaranteeNumber, known);
        const asked = { actor: known.actor, reason: request.body.reason, now: now() };
        return { status: 202, body: presentReplacement(await replaceKey(tx, world, guarantee, asked)) };
      }),
  );
}
