import type { Server } from '@e-surety/service-kit/http';
import { problemResponses } from '@e-surety/service-kit/problems';
import { Type } from 'typebox';
import { applicant, caller, sightOf } from '../accounts/caller.js';
import { idempotencyHeader, ref, uuid } from '../contract.js';
import type { Database } from '../db/database.js';
import { idempotently } from '../idempotency/idempotently.js';
import { isUuid, limitOf, pageOf, pageQuery, readTimeCursor, timeCursor } from '../paging.js';
import { refuse } from '../refusals.js';
import { concludeContract } from './conclude-contract.js';
import { createWorks } from './create-works.js';
import { presentWorks } from './present.js';
import { ContractConclusion, WorksBody, WorksInput, WorksList, WorksSchema } from './schemas.js';
import { findWorks, listWorks } from './store.js';

const tags = ['請負工事'];

export function worksRoutes(app: Server, { db, now }: { db: Database; now: () => Date }): void {
  for (const schema of [WorksInput, WorksBody, WorksSchema, WorksList, ContractConclusion]) app.addSchema(schema);

  app.post(
    '/v1/works',
    {
      schema: {
        operationId: 'createWorks',
        summary: '請負工事を登録する / Register works',
        tags,
        headers: idempotencyHeader,
        body: ref(WorksBody),
        response: { 201: ref(WorksSchema), ...problemResponses(404, 409, 422) },
      },
    },
    (request, reply) =>
      idempotently(db, now(), request, reply, async (tx) => ({
        status: 201,
        body: presentWorks(await createWorks(tx, applicant(request), request.body, now())),
      })),
  );

  app.get(
    '/v1/works',
    {
      schema: {
        operationId: 'listWorks',
        summary: '請負工事の一覧 / List works',
        tags,
        querystring: Type.Object(pageQuery, { additionalProperties: false }),
        response: { 200: ref(WorksList) },
      },
    },
    async (request) => {
      const limit = limitOf(request.query);
      const before = readTimeCursor(request.query.cursor, isUuid);
      const found = await listWorks(db, applicant(request).contractorId, { before, limit: limit + 1 });
      const { rows, next } = pageOf(found, limit, timeCursor);
      return { works: rows.map(presentWorks), next };
    },
  );

  app.get(
    '/v1/works/:id',
    {
      schema: {
        operationId: 'readWorks',
        summary: '請負工事を読む / Read works',
        tags,
        params: Type.Object({ id: uuid }),
        response: { 200: ref(WorksSchema), ...problemResponses(404) },
      },
    },
    async (request) => {
      const works = await findWorks(db, request.params.id, sightOf(caller.of(request)));
      if (!works) throw refuse('works_not_found');
      return presentWorks(works);
    },
  );

  app.post(
    '/v1/works/:id/contract-conclusion',
    {
      schema: {
        operationId: 'concludeContract',
        summary:
          '請負契約の締結を記録する(契約日・契約番号) / Record that the contract for the works was concluded (date, number)',
        tags,
        params: Type.Object({ id: uuid }),
        headers: idempotencyHeader,
        body: ref(ContractConclusion),
        response: { 200: ref(WorksSchema), ...problemResponses(404, 409, 422) },
      },
    },
    (request, reply) =>
      idempotently(db, now(), request, reply, async (tx) => ({
        status: 200,
        body: presentWorks(await concludeContract(tx, applicant(request), request.params.id, request.body, now())),
      })),
  );
}
