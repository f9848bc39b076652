import { isOrdererCode, parseOrdererCode, todayInTokyo } from '@e-surety/domain';
import type { Server } from '@e-surety/service-kit/http';
import { problemResponses } from '@e-surety/service-kit/problems';
import { Type } from 'typebox';
import { listBranches } from '../branches/list-branches.js';
import { oneOf, ref, searchText } from '../contract.js';
import type { Database } from '../db/database.js';
import { etagOf } from '../if-match.js';
import { limitOf, notACursor, pageOf, pageQuery } from '../paging.js';
import { refuse } from '../refusals.js';
import { presentOrderer, presentOrdererDetail } from './present.js';
import { OrdererRulesSchema } from './rules-schema.js';
import { BranchList, OrdererDetail, OrdererList, OrdererSchema } from './schemas.js';
import { findOrderer, listOrderers } from './store.js';

const tags = ['発注者・支店'];

export function ordererRoutes(app: Server, { db, now }: { db: Database; now: () => Date }): void {
  for (const schema of [OrdererRulesSchema, OrdererSchema, OrdererDetail, OrdererList, BranchList])
    app.addSchema(schema);

  app.get(
    '/v1/orderers',
    {
      schema: {
        operationId: 'listOrderers',
        summary:
          '発注者を探す。electronic=true で「電子保証対応の発注者」 / Search orderers; electronic=true finds those that accept electronic guarantees',
        tags,
        querystring: Type.Object(
          {
            ...pageQuery,
            q: Type.Optional(searchText(60, '名前・かな・都道府県・コードの一部')),
            electronic: Type.Optional(oneOf(['true', 'false'])),
          },
          { additionalProperties: false },
        ),
        response: { 200: ref(OrdererList) },
      },
    },
    async (request) => {
      const { q, electronic, cursor } = request.query;
      const limit = limitOf(request.query);
      if (cursor !== undefined && !isOrdererCode(cursor)) throw notACursor();
      const filter = { q: q ?? null, electronic: electronic === undefined ? null : electronic === 'true' };
      const today = todayInTokyo(now());
      const found = await listOrderers(db, { ...filter, after: cursor ?? null, limit: limit + 1 }, today);
      const { rows, next } = pageOf(found, limit, ({ code }) => code);
      return { orderers: rows.map((row) => presentOrderer(row, today)), next };
    },
  );

  app.get(
    '/v1/orderers/:code',
    {
      schema: {
        operationId: 'readOrderer',
        summary: '発注者と、電子保証への対応、規則の履歴 / Read an orderer and the history of its rules',
        tags,
        params: Type.Object({ code: Type.String({ maxLength: 20 }) }),
        response: { 200: ref(OrdererDetail), ...problemResponses(404) },
      },
    },
    async (request, reply) => {
      const code = parseOrdererCode(request.params.code);
      const orderer = code && (await findOrderer(db, code));
      if (!orderer) throw refuse('orderer_not_found');
      reply.header('etag', etagOf(orderer.version));
      return presentOrdererDetail(orderer, todayInTokyo(now()));
    },
  );

  app.get(
    '/v1/branches',
    {
      schema: {
        operationId: 'listBranches',
        summary: '申込送信先(支店) / List branches',
        tags,
        response: { 200: ref(BranchList) },
      },
    },
    async () => ({ branches: await listBranches(db) }),
  );
}
