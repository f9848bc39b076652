import { feedQuery, limitOf, readCursor } from '@e-surety/service-kit/feed';
import { ref, type Server } from '@e-surety/service-kit/http';
import type { Database } from '@e-surety/service-kit/postgres';
import { problemResponses } from '@e-surety/service-kit/problems';
import type { Static } from 'typebox';
import { presentAcknowledgement } from '../acknowledgements/present.js';
import { caller } from '../deposits/issuer-call.js';
import { listEvents } from './list-events.js';
import { EventFeedSchema, type EventSchema, eventSchemas } from './schemas.js';
import type { EventRow } from './store.js';

export function eventRoutes(app: Server, db: Database): void {
  for (const schema of eventSchemas) app.addSchema(schema);

  app.get(
    '/v1/events',
    {
      schema: {
        operationId: 'listEvents',
        summary:
          '自社の電子証書に起きたことを、前回の続きから読む / Read what happened to your own certificates, from where you left off',
        description:
          '起きた順に、抜けなく並びます。next を次の after に渡して読み続けます。数秒おきに呼んで構いません。after の場所がもう無いとき(409 cursor_unknown)は、最初から読み直してください。',
        tags: ['登録'],
        querystring: feedQuery,
        response: { 200: ref(EventFeedSchema), ...problemResponses(409) },
      },
    },
    async (request) => {
      const { issuer } = caller.of(request);
      const asked = { after: readCursor(request.query.after), limit: limitOf(request.query) };
      const { rows, next, more } = await listEvents(db, issuer, asked);
      return { events: rows.map(presentEvent), next, more };
    },
  );
}

function presentEvent({ event, acknowledgement }: EventRow): Static<typeof EventSchema> {
  const { id, guaranteeNumber, revision, type } = event;
  const told = { id, guaranteeNumber, revision, at: event.at.toISOString() };
  return type === 'certificate.acknowledged'
    ? { type, ...told, acknowledgement: presentAcknowledgement(acknowledgement!) }
    : { type, ...told };
}
