import { todayInTokyo } from '@e-surety/domain';
import type { Server } from '@e-surety/service-kit/http';
import { problemResponses } from '@e-surety/service-kit/problems';
import { Type } from 'typebox';
import { caller } from '../accounts/caller.js';
import { putHeaders, ref } from '../contract.js';
import { demandPutCondition, etagOf } from '../if-match.js';
import { refuse } from '../refusals.js';
import type { World } from '../world.js';
import { putTariff } from './put-tariff.js';
import { TariffInput, TariffList, TariffSchema, TariffVersion, tariffSchemas } from './tariff-schemas.js';
import { findTariff, listTariffs, presentTariff } from './tariff-store.js';

const tags = ['保証料率'];
const byVersion = Type.Object({ version: TariffVersion });

export function tariffRoutes(app: Server, { db, now }: Pick<World, 'db' | 'now'>): void {
  for (const schema of tariffSchemas) app.addSchema(schema);

  app.get(
    '/v1/tariffs',
    {
      schema: {
        operationId: 'listTariffs',
        summary: '保証料率表と約款の、すべての版 / List all versions of tariff and general conditions',
        tags,
        response: { 200: ref(TariffList) },
      },
    },
    async () => {
      const all = await listTariffs(db);
      const today = todayInTokyo(now());
      return { tariffs: all.map((row) => presentTariff(row, all, today)) };
    },
  );

  app.get(
    '/v1/tariffs/:version',
    {
      schema: {
        operationId: 'readTariff',
        summary: '保証料率表の一つの版 / Read a version of the tariff',
        tags,
        params: byVersion,
        response: { 200: ref(TariffSchema), ...problemResponses(404) },
      },
    },
    async (request, reply) => {
      const all = await listTariffs(db);
      const row = all.find(({ version }) => version === request.params.version);
      if (!row) throw refuse('tariff_not_found');
      reply.header('etag', etagOf(row.edition));
      return presentTariff(row, all, todayInTokyo(now()));
    },
  );

  app.put(
    '/v1/tariffs/:version',
    {
      schema: {
        operationId: 'putTariff',
        summary:
          '保証料率表と約款の新しい版を登録する、または適用前の版を変更する / Add a version of tariff and general conditions, or change one that is not yet valid',
        description:
          '明日以後の日から適用する。適用が始まった版は変えられない。承認された保証の保証料は、承認の日の版で固定される。',
        tags,
        params: byVersion,
        headers: putHeaders,
        body: ref(TariffInput),
        response: { 200: ref(TariffSchema), 201: ref(TariffSchema), ...problemResponses(409, 412, 428) },
      },
    },
    async (request, reply) => {
      const { version } = request.params;
      const put = await db.transaction(async (tx) => {
        const before = await findTariff(tx, version, { forUpdate: true });
        demandPutCondition(request, before?.edition ?? null);
        const row = await putTariff(tx, caller.of(request).actor, { version, before, input: request.body }, now());
        const body = presentTariff(row, await listTariffs(tx), todayInTokyo(now()));
        return { status: before ? (200 as const) : (201 as const), edition: row.edition, body };
      });
      reply.header('etag', etagOf(put.edition)).code(put.status);
      return put.body;
    },
  );
}
