import type { Server } from '@e-surety/service-kit/http';
import { problemResponses } from '@e-surety/service-kit/problems';
import { Type } from 'typebox';
import { caller } from '../accounts/caller.js';
import { findChangeToMove, findOwnChange } from '../changes/find-own.js';
import { guaranteeNumberPath, idempotencyHeader, ref, uuid } from '../contract.js';
import { idempotently } from '../idempotency/idempotently.js';
import type { World } from '../world.js';
import { addChangeAttachment } from './add-change-attachment.js';
import { presentAttachment } from './present.js';
import { readUpload } from './read-upload.js';
import { removeChangeAttachment } from './remove-change-attachment.js';
import { AttachmentInput, AttachmentList, AttachmentSchema, fileAsReceived } from './schemas.js';
import { sendAttachment } from './send-attachment.js';
import { findAttachment, listAttachments, readContent } from './store.js';
import { largestAttachment } from './uploaded-file.js';

const tags = ['添付書類'];
const path = '/v1/guarantees/:guaranteeNumber/change-requests/:id/attachments';
const ofChange = Type.Object({ ...guaranteeNumberPath.properties, id: uuid });
const one = Type.Object({ ...ofChange.properties, attachmentId: uuid });

/** Papers of a change (変更契約書), beside those of the application. */
export function changeAttachmentRoutes(app: Server, { db, now }: Pick<World, 'db' | 'now'>): void {
  app.post(
    path,
    {
      bodyLimit: largestAttachment + 64 * 1024,
      preValidation: readUpload,
      schema: {
        operationId: 'addChangeAttachment',
        summary: '変更の申込に書類を添付する / Attach a paper to a change request',
        tags,
        consumes: ['multipart/form-data'],
        params: ofChange,
        headers: idempotencyHeader,
        body: ref(AttachmentInput),
        response: { 201: ref(AttachmentSchema), ...problemResponses(404, 409, 422) },
      },
    },
    (request, reply) =>
      idempotently(db, now(), request, reply, async (tx) => {
        const known = caller.of(request);
        const found = await findChangeToMove(tx, request.params, known);
        const added = await addChangeAttachment(tx, known.actor, found, request.body, now());
        return { status: 201, body: presentAttachment(added) };
      }),
  );

  app.get(
    path,
    {
      schema: {
        operationId: 'listChangeAttachments',
        summary: '変更の申込の添付書類の一覧 / List papers attached to a change request',
        tags,
        params: ofChange,
        response: { 200: ref(AttachmentList), ...problemResponses(404, 409) },
      },
    },
    async (request) => {
      const { change } = await findOwnChange(db, request.params, caller.of(request));
      return { attachments: (await listAttachments(db, { changeRequestId: change.id })).map(presentAttachment) };
    },
  );

  app.get(
    `${path}/:attachmentId`,
    {
      schema: {
        operationId: 'readChangeAttachment',
        summary: '変更の申込の添付書類を受け取る / Download a paper of a change request',
        tags,
        params: one,
        response: { 200: fileAsReceived, ...problemResponses(404, 409) },
      },
    },
    async (request, reply) => {
      const { change } = await findOwnChange(db, request.params, caller.of(request));
      const found = await findAttachment(db, { changeRequestId: change.id }, request.params.attachmentId);
      return sendAttachment(reply, found, await readContent(db, found));
    },
  );

  app.delete(
    `${path}/:attachmentId`,
    {
      schema: {
        operationId: 'removeChangeAttachment',
        summary: '変更の申込の添付書類を削除する / Remove a paper of a change request',
        tags,
        params: one,
        response: { 204: { description: '削除した', type: 'null' }, ...problemResponses(404, 409) },
      },
    },
    async (request, reply) => {
      await db.transaction(async (tx) => {
        const known = caller.of(request);
        const { change } = await findChangeToMove(tx, request.params, known);
        await removeChangeAttachment(tx, known.actor, change, request.params.attachmentId, now());
      });
      return reply.code(204).send(null);
    },
  );
}
