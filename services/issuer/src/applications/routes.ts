import { applicationStatuses } from '@e-surety/domain';
import type { Server } from '@e-surety/service-kit/http';
import { problemResponses } from '@e-surety/service-kit/problems';
import { Type } from 'typebox';
import { applicant, caller, sightOf } from '../accounts/caller.js';
import { namesOf } from '../accounts/names.js';
import { idempotencyHeader, ifMatchHeader, oneOf, ref, searchText, uuid } from '../contract.js';
import { contractorNames } from '../contractors/store.js';
import type { Database } from '../db/database.js';
import { idempotently } from '../idempotency/idempotently.js';
import { demandIfMatch } from '../if-match.js';
import { isUuid, limitOf, pageOf, pageQuery, readTimeCursor, timeCursor } from '../paging.js';
import { answerOf } from './answer.js';
import type { Application } from './application.js';
import { changeApplication } from './change-application.js';
import { createApplication } from './create-application.js';
import { findOwnApplication } from './find-own.js';
import { presentSummary } from './present.js';
import {
  ApplicationInput,
  ApplicationList,
  ApplicationPatch,
  ApplicationSchema,
  applicationSchemas,
} from './schemas.js';
import { listApplications } from './store.js';
import { submitApplication } from './submit-application.js';
import { withdrawApplication } from './withdraw-application.js';

interface Options {
  db: Database;
  now: () => Date;
}

const tags = ['保証申込'];
const byId = Type.Object({ id: uuid });

export function applicationRoutes(app: Server, { db, now }: Options): void {
  for (const schema of applicationSchemas) app.addSchema(schema);

  app.post(
    '/v1/applications',
    {
      schema: {
        operationId: 'createApplication',
        summary: '申込を作成する(作成中) / Create an application (draft)',
        tags,
        headers: idempotencyHeader,
        body: ref(ApplicationInput),
        response: { 201: ref(ApplicationSchema), ...problemResponses(404, 409, 422) },
      },
    },
    (request, reply) =>
      idempotently(db, now(), request, reply, async (tx) =>
        answerOf(tx, 201, await createApplication(tx, applicant(request), request.body, now()), now()),
      ),
  );

  app.get(
    '/v1/applications',
    {
      schema: {
        operationId: 'listApplications',
        summary:
          '保証申込一覧。審査担当者には支店ごとの作業一覧 / List applications; for underwriters the work list of each branch',
        tags,
        querystring: Type.Object(
          {
            ...pageQuery,
            branch: Type.Optional(searchText(60)),
            status: Type.Optional(oneOf(applicationStatuses)),
            externalReference: Type.Optional(searchText(100, '貴社の管理番号(完全に一致するもの)')),
          },
          { additionalProperties: false },
        ),
        response: { 200: ref(ApplicationList) },
      },
    },
    async (request) => {
      const limit = limitOf(request.query);
      const found = await listApplications(db, {
        sight: sightOf(caller.of(request)),
        branch: request.query.branch ?? null,
        status: request.query.status ?? null,
        externalReference: request.query.externalReference ?? null,
        before: readTimeCursor(request.query.cursor, isUuid),
        limit: limit + 1,
      });
      const { rows, next } = pageOf(found, limit, timeCursor);
      const names = await contractorNames(
        db,
        rows.map((row) => row.contractorId),
      );
      // Who at the issuer has an application in hand is the issuer's own business.
      const people = caller.of(request).role === 'contractor' ? new Map() : await underwriterNames(db, rows);
      return {
        applications: rows.map((row) =>
          presentSummary(row, names.get(row.contractorId)!, people.get(row.underwriter) ?? null),
        ),
        next,
      };
    },
  );

  app.get(
    '/v1/applications/:id',
    {
      schema: {
        operationId: 'readApplication',
        summary: '申込を読む / Read an application',
        tags,
        params: byId,
        response: { 200: ref(ApplicationSchema), ...problemResponses(404) },
      },
    },
    async (request, reply) => {
      const application = await findOwnApplication(db, request.params.id, caller.of(request));
      const { etag, body } = await answerOf(db, 200, application, now());
      reply.header('etag', etag!);
      return body;
    },
  );

  app.patch(
    '/v1/applications/:id',
    {
      schema: {
        operationId: 'changeApplication',
        summary: '作成中・差戻しの申込を変更する / Change an application that is a draft or was returned',
        tags,
        params: byId,
        headers: ifMatchHeader,
        body: ref(ApplicationPatch),
        response: { 200: ref(ApplicationSchema), ...problemResponses(404, 409, 412, 422, 428) },
      },
    },
    async (request, reply) => {
      const { etag, body } = await db.transaction(async (tx) => {
        const application = await findOwnApplication(tx, request.params.id, caller.of(request), { forUpdate: true });
        demandIfMatch(request, application.version);
        const changed = await changeApplication(tx, applicant(request), application, request.body, now());
        return answerOf(tx, 200, changed, now());
      });
      reply.header('etag', etag!);
      return body;
    },
  );

  const act = (path: string, operationId: string, summary: string, does: typeof submitApplication) =>
    app.post(
      `/v1/applications/:id/${path}`,
      {
        schema: {
          operationId,
          summary,
          tags,
          params: byId,
          headers: idempotencyHeader,
          response: { 200: ref(ApplicationSchema), ...problemResponses(404, 409, 422) },
        },
      },
      (request, reply) =>
        idempotently(db, now(), request, reply, async (tx) => {
          const application = await findOwnApplication(tx, (request.params as { id: string }).id, caller.of(request), {
            forUpdate: true,
          });
          return answerOf(tx, 200, await does(tx, applicant(request), application, now()), now());
        }),
    );
  act('submission', 'submitApplication', '送信する(申込済) / Submit an application', submitApplication);
  act('withdrawal', 'withdrawApplication', '取り下げる / Withdraw an application', withdrawApplication);
}

const underwriterNames = (db: Database, rows: Application[]) =>
  namesOf(
    db,
    rows.flatMap(({ underwriter }) => underwriter ?? []),
  );
