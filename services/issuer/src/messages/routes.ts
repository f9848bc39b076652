import type { Server } from '@e-surety/service-kit/http';
import { problemResponses } from '@e-surety/service-kit/problems';
import { type Static, Type } from 'typebox';
import { caller } from '../accounts/caller.js';
import { findOwnApplication } from '../applications/find-own.js';
import { idempotencyHeader, ref, uuid } from '../contract.js';
import { idempotently } from '../idempotency/idempotently.js';
import { limitOf, pageOf, pageQuery, readCountCursor } from '../paging.js';
import type { World } from '../world.js';
import { postMessage } from './post-message.js';
import { MessageInput, MessageList, MessageSchema } from './schemas.js';
import { listMessages, type Message } from './store.js';

const tags = ['連絡'];
const ofApplication = Type.Object({ id: uuid });

export function messageRoutes(app: Server, { db, now }: Pick<World, 'db' | 'now'>): void {
  for (const schema of [MessageInput, MessageSchema, MessageList]) app.addSchema(schema);

  app.post(
    '/v1/applications/:id/messages',
    {
      schema: {
        operationId: 'postMessage',
        summary: '連絡する(弊社への連絡事項・弊社からお客様へのお知らせ) / Write a message to the other side',
        tags,
        params: ofApplication,
        headers: idempotencyHeader,
        body: ref(MessageInput),
        response: { 201: ref(MessageSchema), ...problemResponses(404, 409, 422) },
      },
    },
    (request, reply) =>
      idempotently(db, now(), request, reply, async (tx) => {
        const known = caller.of(request);
        const { id: applicationId } = await findOwnApplication(tx, request.params.id, known);
        const message = await postMessage(tx, known, { applicationId, text: request.body.text }, now());
        return { status: 201, body: presentMessage(message) };
      }),
  );

  app.get(
    '/v1/applications/:id/messages',
    {
      schema: {
        operationId: 'listMessages',
        summary: '連絡の一覧(新しい順) / List messages (newest first)',
        tags,
        params: ofApplication,
        querystring: Type.Object(pageQuery, { additionalProperties: false }),
        response: { 200: ref(MessageList), ...problemResponses(404) },
      },
    },
    async (request) => {
      const { id: applicationId } = await findOwnApplication(db, request.params.id, caller.of(request));
      const limit = limitOf(request.query);
      const before = readCountCursor(request.query.cursor);
      const found = await listMessages(db, { applicationId, before, limit: limit + 1 });
      const { rows, next } = pageOf(found, limit, ({ id }) => String(id));
      return { messages: rows.map(presentMessage), next };
    },
  );
}

function presentMessage({ id, sentBy, author, text, sentAt }: Message): Static<typeof MessageSchema> {
  return { id, sentBy, author, text, sentAt: sentAt.toISOString() };
}
