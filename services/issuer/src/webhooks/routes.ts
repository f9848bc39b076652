import type { Server } from '@e-surety/service-kit/http';
import { problemResponses } from '@e-surety/service-kit/problems';
import { Type } from 'typebox';
import { applicant } from '../accounts/caller.js';
import { idempotencyHeader, ifMatchHeader, oneOf, ref, uuid } from '../contract.js';
import { idempotently } from '../idempotency/idempotently.js';
import { demandIfMatch, etagOf } from '../if-match.js';
import { isUuid, limitOf, pageOf, pageQuery, readTimeCursor, timeCursor } from '../paging.js';
import type { World } from '../world.js';
import { changeWebhookEndpoint } from './change-webhook-endpoint.js';
import { findOwnEndpoint } from './find-endpoint.js';
import { presentDelivery, presentEndpoint } from './present.js';
import { registerWebhookEndpoint } from './register-webhook-endpoint.js';
import { removeWebhookEndpoint } from './remove-webhook-endpoint.js';
import { replayEvents } from './replay-events.js';
import { rotateWebhookSecret } from './rotate-webhook-secret.js';
import {
  DeliveryList,
  deliveryStates,
  ReplayInput,
  ReplaySchema,
  WebhookEndpointInput,
  WebhookEndpointList,
  WebhookEndpointPatch,
  WebhookEndpointSchema,
  WebhookEndpointWithSecret,
  webhookSchemas,
} from './schemas.js';
import { secretOf } from './secrets.js';
import { deliveriesOf, type EndpointRow, endpointsOf } from './store.js';

const tags = ['通知先'];
const byId = Type.Object({ id: uuid });

export function webhookRoutes(app: Server, world: World): void {
  const { db, now } = world;
  for (const schema of webhookSchemas) app.addSchema(schema);
  const withSecret = (endpoint: EndpointRow) => ({ ...presentEndpoint(endpoint), secret: secretOf(world, endpoint) });

  app.post(
    '/v1/webhook-endpoints',
    {
      schema: {
        operationId: 'registerWebhookEndpoint',
        summary: '通知先を登録する / Register a webhook endpoint',
        description:
          'これから起きることを Standard Webhooks 1.0 で送ります。2xx のほかは失敗で、3日余りの間に10回まで試みます。410 で止まります。転送には従いません。一社10件まで。',
        tags,
        headers: idempotencyHeader,
        body: ref(WebhookEndpointInput),
        // 404: sent again, after what it registered was removed.
        response: { 201: ref(WebhookEndpointWithSecret), ...problemResponses(404, 409, 422) },
      },
    },
    async (request, reply) => {
      const who = applicant(request);
      // What is kept of an answer, to repeat it, holds no secret: it is decrypted anew.
      const { id } = await idempotently(db, now(), request, reply, async (tx) => {
        const { id, version } = await registerWebhookEndpoint(tx, world, who, request.body, now());
        return { status: 201, body: { id }, etag: etagOf(version) };
      });
      return withSecret(await findOwnEndpoint(db, id, who));
    },
  );

  app.get(
    '/v1/webhook-endpoints',
    {
      schema: {
        operationId: 'listWebhookEndpoints',
        summary: '通知先の一覧 / List webhook endpoints',
        tags,
        response: { 200: ref(WebhookEndpointList) },
      },
    },
    async (request) => ({
      endpoints: (await endpointsOf(db, applicant(request).contractorId)).map(presentEndpoint),
    }),
  );

  app.get(
    '/v1/webhook-endpoints/:id',
    {
      schema: {
        operationId: 'readWebhookEndpoint',
        summary: '通知先を読む / Read a webhook endpoint',
        tags,
        params: byId,
        response: { 200: ref(WebhookEndpointSchema), ...problemResponses(404) },
      },
    },
    async (request, reply) => {
      const endpoint = await findOwnEndpoint(db, request.params.id, applicant(request));
      reply.header('etag', etagOf(endpoint.version));
      return presentEndpoint(endpoint);
    },
  );

  app.patch(
    '/v1/webhook-endpoints/:id',
    {
      schema: {
        operationId: 'changeWebhookEndpoint',
        summary: '通知先を変える、止める、再開する / Change, stop or resume a webhook endpoint',
        tags,
        params: byId,
        headers: ifMatchHeader,
        body: ref(WebhookEndpointPatch),
        response: { 200: ref(WebhookEndpointSchema), ...problemResponses(404, 412, 422, 428) },
      },
    },
    async (request, reply) => {
      const changed = await db.transaction(async (tx) => {
        const who = applicant(request);
        const endpoint = await findOwnEndpoint(tx, request.params.id, who, { forUpdate: true });
        demandIfMatch(request, endpoint.version);
        return changeWebhookEndpoint(tx, world, who, endpoint, request.body, now());
      });
      reply.header('etag', etagOf(changed.version));
      return presentEndpoint(changed);
    },
  );

  app.delete(
    '/v1/webhook-endpoints/:id',
    {
      schema: {
        operationId: 'removeWebhookEndpoint',
        summary: '通知先を取り除く / Remove a webhook endpoint',
        tags,
        params: byId,
        response: { 204: { description: '取り除いた', type: 'null' }, ...problemResponses(404) },
      },
    },
    async (request, reply) => {
      await db.transaction(async (tx) => {
        const who = applicant(request);
        const endpoint = await findOwnEndpoint(tx, request.params.id, who, { forUpdate: true });
        await removeWebhookEndpoint(tx, who, endpoint, now());
      });
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/v1/webhook-endpoints/:id/secret-rotation',
    {
      schema: {
        operationId: 'rotateWebhookSecret',
        summary:
          '署名のシークレットを取り替える。24時間は、前のものでも署名する / Replace the signing secret; the previous one signs too for 24 hours',
        tags,
        params: byId,
        headers: idempotencyHeader,
        response: { 200: ref(WebhookEndpointWithSecret), ...problemResponses(404, 409, 422) },
      },
    },
    async (request, reply) => {
      const who = applicant(request);
      const { id } = await idempotently(db, now(), request, reply, async (tx) => {
        const endpoint = await findOwnEndpoint(tx, request.params.id, who, { forUpdate: true });
        const { id, version } = await rotateWebhookSecret(tx, world, who, endpoint, now());
        return { status: 200, body: { id }, etag: etagOf(version) };
      });
      return withSecret(await findOwnEndpoint(db, id, who));
    },
  );

  app.get(
    '/v1/webhook-endpoints/:id/deliveries',
    {
      schema: {
        operationId: 'listWebhookDeliveries',
        summary: '通知先への送信と、試行ごとの結果 / List what was sent to an endpoint, with each attempt',
        tags,
        params: byId,
        querystring: Type.Object(
          { ...pageQuery, state: Type.Optional(oneOf(deliveryStates)) },
          { additionalProperties: false },
        ),
        response: { 200: ref(DeliveryList), ...problemResponses(404) },
      },
    },
    async (request) => {
      const { id } = await findOwnEndpoint(db, request.params.id, applicant(request));
      const { state = null, cursor } = request.query;
      const limit = limitOf(request.query);
      const before = readTimeCursor(cursor, isUuid);
      const found = await deliveriesOf(db, id, { state, before, limit: limit + 1 });
      const { rows, next } = pageOf(found, limit, ({ delivery }) =>
        timeCursor({ createdAt: delivery.createdAt, id: delivery.eventId }),
      );
      return { deliveries: rows.map(presentDelivery), next };
    },
  );

  app.post(
    '/v1/webhook-endpoints/:id/replays',
    {
      schema: {
        operationId: 'replayEvents',
        summary: '再送する: 一つの出来事、またはある時からの全て / Send again: one event, or all since a time',
        description: 'webhook-id は前と同じです。通知先を登録する前の出来事も送れます。',
        tags,
        params: byId,
        headers: idempotencyHeader,
        body: ref(ReplayInput),
        response: { 202: ref(ReplaySchema), ...problemResponses(404, 409, 422) },
      },
    },
    (request, reply) =>
      idempotently(db, now(), request, reply, async (tx) => {
        const who = applicant(request);
        const endpoint = await findOwnEndpoint(tx, request.params.id, who);
        return { status: 202, body: { events: await replayEvents(tx, who, endpoint, request.body, now()) } };
      }),
  );
}
