import { openGuaranteeRequestStates } from '@e-surety/domain';
import type { Server } from '@e-surety/service-kit/http';
import { Type } from 'typebox';
import { caller, sightOf } from '../accounts/caller.js';
import { oneOf, ref, searchText } from '../contract.js';
import { limitOf, pageOf, pageQuery, readTimeCursor, timeCursor } from '../paging.js';
import type { World } from '../world.js';
import { countCases } from './count-cases.js';
import { isCaseId, listCases } from './list-cases.js';
import { CaseCounts, CaseList, caseSchemas, caseTypes } from './schemas.js';

const tags = ['引受審査'];
const branch = Type.Optional(searchText(60, '申込送信先'));

export function caseRoutes(app: Server, { db }: Pick<World, 'db'>): void {
  for (const schema of caseSchemas) app.addSchema(schema);

  app.get(
    '/v1/cases',
    {
      schema: {
        operationId: 'listCases',
        summary: '案件の一覧: 何がどこで待っているか(古い順) / List what waits, the longest waiting first',
        tags,
        querystring: Type.Object(
          {
            ...pageQuery,
            branch,
            type: Type.Optional(oneOf(caseTypes)),
            status: Type.Optional(oneOf(openGuaranteeRequestStates, '手続状況')),
            mine: Type.Optional(oneOf(['true'], '自分が審査を始めたものだけ')),
            awaitsReply: Type.Optional(oneOf(['true'], '受注者からの連絡に返信していないものだけ')),
            q: Type.Optional(searchText(60, '会社名・発注者名・工事名・受付番号・保証契約番号の一部')),
          },
          { additionalProperties: false },
        ),
        response: { 200: ref(CaseList) },
      },
    },
    async (request) => {
      const { branch = null, type = null, status = null, mine, awaitsReply, q = null, cursor } = request.query;
      const limit = limitOf(request.query);
      const known = caller.of(request);
      const found = await listCases(db, {
        ...{ sight: sightOf(known), actor: known.actor, branch, type, status, q },
        ...{ mine: mine === 'true', awaitsReply: awaitsReply === 'true' },
        after: readTimeCursor(cursor, isCaseId),
        limit: limit + 1,
      });
      const { rows, next } = pageOf(found, limit, (row) => timeCursor(row.cursor));
      return { cases: rows.map(({ cursor: _, ...one }) => one), next };
    },
  );

  app.get(
    '/v1/cases/counts',
    {
      schema: {
        operationId: 'countCases',
        summary: '案件の件数: 何がいくつ待っているか / Count what waits',
        tags,
        querystring: Type.Object({ branch }, { additionalProperties: false }),
        response: { 200: ref(CaseCounts) },
      },
    },
    async (request) => countCases(db, { sight: sightOf(caller.of(request)), branch: request.query.branch ?? null }),
  );
}
