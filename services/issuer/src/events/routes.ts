import { feedQuery, limitOf, readCursor } from '@e-surety/service-kit/feed';
import type { Server } from '@e-surety/service-kit/http';
import { problemResponses } from '@e-surety/service-kit/problems';
import { Type } from 'typebox';
import { caller, sightOf } from '../accounts/caller.js';
import { guaranteeNumberPath, ref } from '../contract.js';
import { findOwnGuarantee } from '../guarantees/find-own.js';
import { limitOf as pageLimitOf, pageOf, pageQuery, readCountCursor } from '../paging.js';
import type { World } from '../world.js';
import { listEvents } from './list-events.js';
import { presentEvent, presentTimelineEntry } from './present.js';
import { readTimeline } from './read-timeline.js';
import { EventFeed, eventSchemas, Timeline } from './schemas.js';

const tags = ['できごと'];

export function eventRoutes(app: Server, { db, now }: Pick<World, 'db' | 'now'>): void {
  for (const schema of eventSchemas) app.addSchema(schema);

  app.get(
    '/v1/events',
    {
      schema: {
        operationId: 'listEvents',
        summary: '起きたことを、前回の続きから読む / Read what happened, from where you left off',
        description:
          '起きた順に、抜けなく並びます。next を次の after に渡して読み続けます。何か月空いても続きから読めます。受注者には自社のことだけ、保証事業会社の人にはその支店のことが並びます。after の場所がもう無いとき(409 cursor_unknown)は、最初から読み直し、知っている id を読み飛ばしてください。',
        tags,
        querystring: feedQuery,
        response: { 200: ref(EventFeed), ...problemResponses(409) },
      },
    },
    async (request) => {
      const asked = { after: readCursor(request.query.after), limit: limitOf(request.query), now: now() };
      const { rows, next, more } = await listEvents(db, sightOf(caller.of(request)), asked);
      return { events: rows.map(presentEvent), next, more };
    },
  );

  app.get(
    '/v1/guarantees/:guaranteeNumber/events',
    {
      schema: {
        operationId: 'readGuaranteeTimeline',
        summary:
          '保証契約に起きたこと(申込から)。D-Sureでの照会、受領・訂正依頼も含む / Read what happened to a guarantee since its application, look-ups and answers in D-Sure included',
        tags,
        params: guaranteeNumberPath,
        querystring: Type.Object(pageQuery, { additionalProperties: false }),
        response: { 200: ref(Timeline), ...problemResponses(404) },
      },
    },
    async (request) => {
      const { row } = await findOwnGuarantee(db, request.params.guaranteeNumber, caller.of(request));
      const limit = pageLimitOf(request.query);
      const found = await readTimeline(db, row, {
        after: readCountCursor(request.query.cursor) ?? 0,
        limit: limit + 1,
        now: now(),
      });
      const { rows, next } = pageOf(found, limit, ({ event }) => String(event.position));
      return { timeline: rows.map(presentTimelineEntry), next };
    },
  );
}
