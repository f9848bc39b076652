import type { Server } from '@e-surety/service-kit/http';
import { problemResponses } from '@e-surety/service-kit/problems';
import multipart from '@fastify/multipart';
import { Type } from 'typebox';
import { applicant, caller } from '../accounts/caller.js';
import { findOwnApplication } from '../applications/find-own.js';
import { idempotencyHeader, ref, uuid } from '../contract.js';
import { idempotently } from '../idempotency/idempotently.js';
import type { World } from '../world.js';
import { addAttachment } from './add-attachment.js';
import { presentAttachment } from './present.js';
import { readUpload, uploadLimits } from './read-upload.js';
import { removeAttachment } from './remove-attachment.js';
import { AttachmentInput, AttachmentList, AttachmentSchema, fileAsReceived } from './schemas.js';
import { sendAttachment } from './send-attachment.js';
import { findAttachment, listAttachments, readContent } from './store.js';
import { largestAttachment } from './uploaded-file.js';

const tags = ['添付書類'];
const ofApplication = Type.Object({ id: uuid });
const one = Type.Object({ id: uuid, attachmentId: uuid });

/** Registered apart: nothing else takes multipart bodies. */
export async function attachmentRoutes(app: Server, { db, now }: Pick<World, 'db' | 'now'>): Promise<void> {
  await app.register(multipart, { limits: uploadLimits, throwFileSizeLimit: true });
  for (const schema of [AttachmentInput, AttachmentSchema, AttachmentList]) app.addSchema(schema);

  app.post(
    '/v1/applications/:id/attachments',
    {
      bodyLimit: largestAttachment + 64 * 1024,
      preValidation: readUpload,
      schema: {
        operationId: 'addAttachment',
        summary: '書類を添付する / Attach a paper',
        tags,
        consumes: ['multipart/form-data'],
        params: ofApplication,
        headers: idempotencyHeader,
        body: ref(AttachmentInput),
        response: { 201: ref(AttachmentSchema), ...problemResponses(404, 409, 422) },
      },
    },
    (request, reply) =>
      idempotently(db, now(), request, reply, async (tx) => {
        const application = await findOwnApplication(tx, request.params.id, caller.of(request), { forUpdate: true });
        const added = await addAttachment(tx, applicant(request), application, request.body, now());
        return { status: 201, body: presentAttachment(added) };
      }),
  );

  app.get(
    '/v1/applications/:id/attachments',
    {
      schema: {
        operationId: 'listAttachments',
        summary: '添付書類の一覧 / List attached papers',
        tags,
        params: ofApplication,
        response: { 200: ref(AttachmentList), ...problemResponses(404) },
      },
    },
    async (request) => {
      const { id } = await findOwnApplication(db, request.params.id, caller.of(request));
      return { attachments: (await listAttachments(db, { applicationId: id })).map(presentAttachment) };
    },
  );

  app.get(
    '/v1/applications/:id/attachments/:attachmentId',
    {
      schema: {
        operationId: 'readAttachment',
        summary: '添付書類を受け取る / Download an attached paper',
        tags,
        params: one,
        response: { 200: fileAsReceived, ...problemResponses(404) },
      },
    },
    async (request, reply) => {
      const { id } = await findOwnApplication(db, request.params.id, caller.of(request));
      const found = await findAttachment(db, { applicationId: id }, request.params.attachmentId);
      return sendAttachment(reply, found, await readContent(db, found));
    },
  );

  app.delete(
    '/v1/applications/:id/attachments/:attachmentId',
    {
      schema: {
        operationId: 'removeAttachment',
        summary: '添付書類を削除する / Remove an attached paper',
        tags,
        params: one,
        response: { 204: { description: '削除した', type: 'null' }, ...problemResponses(404, 409) },
      },
    },
    async (request, reply) => {
      await db.transaction(async (tx) => {
        const application = await findOwnApplication(tx, request.params.id, caller.of(request), { forUpdate: true });
        await removeAttachment(tx, applicant(request), application, request.params.attachmentId, now());
      });
      return reply.code(204).send(null);
    },
  );
}
