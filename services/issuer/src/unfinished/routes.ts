import type { Server } from '@e-surety/service-kit/http';
import { problemResponses } from '@e-surety/service-kit/problems';
import { type Static, Type } from 'typebox';
import { applicant, caller } from '../accounts/caller.js';
import { findOwnApplication } from '../applications/find-own.js';
import { putHeaders, ref, uuid } from '../contract.js';
import { demandPutCondition, etagOf } from '../if-match.js';
import { isUuid, limitOf, pageOf, pageQuery, readTimeCursor, timeCursor } from '../paging.js';
import type { World } from '../world.js';
import { findOwnUnfinished } from './find-own.js';
import { removeUnfinishedApplication } from './remove-unfinished-application.js';
import { saveUnfinishedApplication } from './save-unfinished-application.js';
import {
  UnfinishedApplicationInput,
  UnfinishedApplicationList,
  UnfinishedApplicationSchema,
  unfinishedSchemas,
} from './schemas.js';
import { findUnfinished, listUnfinished, type UnfinishedApplication } from './store.js';

const tags = ['保証申込'];
const byId = Type.Object({ id: uuid });

/** 書きかけの申込: what has been typed so far, until it is an application. */
export function unfinishedRoutes(app: Server, { db, now }: Pick<World, 'db' | 'now'>): void {
  for (const schema of unfinishedSchemas) app.addSchema(schema);

  app.put(
    '/v1/unfinished-applications/:id',
    {
      schema: {
        operationId: 'saveUnfinishedApplication',
        summary:
          '書きかけの申込を保存する。id は送る側が決める(UUID) / Save an unfinished application under an id of your own (UUID)',
        tags,
        params: byId,
        headers: putHeaders,
        body: ref(UnfinishedApplicationInput),
        response: {
          200: ref(UnfinishedApplicationSchema),
          201: ref(UnfinishedApplicationSchema),
          ...problemResponses(404, 409, 412, 428),
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { saved, created } = await db.transaction(async (tx) => {
        const there = await findUnfinished(tx, id, { forUpdate: true });
        const before = there && (await findOwnUnfinished(tx, id, applicant(request)));
        demandPutCondition(request, before?.version ?? null);
        const { applicationId } = request.body;
        if (applicationId !== null) await findOwnApplication(tx, applicationId, caller.of(request));
        const typed = { id, before, typed: request.body };
        return { saved: await saveUnfinishedApplication(tx, applicant(request), typed, now()), created: !before };
      });
      return reply
        .code(created ? 201 : 200)
        .header('etag', etagOf(saved.version))
        .send(present(saved));
    },
  );

  app.get(
    '/v1/unfinished-applications',
    {
      schema: {
        operationId: 'listUnfinishedApplications',
        summary: '書きかけの申込の一覧(新しい順) / List unfinished applications (newest first)',
        tags,
        querystring: Type.Object(pageQuery, { additionalProperties: false }),
        response: { 200: ref(UnfinishedApplicationList) },
      },
    },
    async (request) => {
      const limit = limitOf(request.query);
      const { contractorId } = applicant(request);
      const before = readTimeCursor(request.query.cursor, isUuid);
      const { rows, next } = pageOf(
        await listUnfinished(db, { contractorId, before, limit: limit + 1 }),
        limit,
        timeCursor,
      );
      return { unfinishedApplications: rows.map(present), next };
    },
  );

  app.get(
    '/v1/unfinished-applications/:id',
    {
      schema: {
        operationId: 'readUnfinishedApplication',
        summary: '書きかけの申込を読む / Read an unfinished application',
        tags,
        params: byId,
        response: { 200: ref(UnfinishedApplicationSchema), ...problemResponses(404) },
      },
    },
    async (request, reply) => {
      const found = await findOwnUnfinished(db, request.params.id, applicant(request));
      reply.header('etag', etagOf(found.version));
      return present(found);
    },
  );

  app.delete(
    '/v1/unfinished-applications/:id',
    {
      schema: {
        operationId: 'removeUnfinishedApplication',
        summary: '書きかけの申込を削除する / Remove an unfinished application',
        tags,
        params: byId,
        response: { 204: { description: '削除した', type: 'null' }, ...problemResponses(404) },
      },
    },
    async (request, reply) => {
      await db.transaction(async (tx) => {
        const found = await findOwnUnfinished(tx, request.params.id, applicant(request), { forUpdate: true });
        await removeUnfinishedApplication(tx, applicant(request), found, now());
      });
      return reply.code(204).send(null);
    },
  );
}

function present(row: UnfinishedApplication): Static<typeof UnfinishedApplicationSchema> {
  const { id, applicationId, fields, createdAt, updatedAt } = row;
  return { id, applicationId, fields, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}
