import { todayInTokyo } from '@e-surety/domain';
import type { Server } from '@e-surety/service-kit/http';
import { problemResponses } from '@e-surety/service-kit/problems';
import { type Static, Type } from 'typebox';
import { caller } from '../accounts/caller.js';
import { putHeaders, ref, searchText } from '../contract.js';
import type { Database } from '../db/database.js';
import { demandPutCondition, etagOf } from '../if-match.js';
import { limitOf, notACursor, pageOf, pageQuery } from '../paging.js';
import { refuse } from '../refusals.js';
import type { World } from '../world.js';
import { creditInUse } from './credit.js';
import { putContractor } from './put-contractor.js';
import { ContractorId, ContractorInput, ContractorList, ContractorSchema, isContractorId } from './schemas.js';
import { type Contractor, findContractor, listContractors } from './store.js';

const tags = ['利用登録'];
const byId = Type.Object({ id: ContractorId });

export function contractorRoutes(app: Server, { db, now }: Pick<World, 'db' | 'now'>): void {
  for (const schema of [ContractorInput, ContractorSchema, ContractorList]) app.addSchema(schema);

  app.get(
    '/v1/contractors',
    {
      schema: {
        operationId: 'listContractors',
        summary: '利用登録された会社の一覧 / List registered contractors',
        tags,
        querystring: Type.Object(
          { ...pageQuery, q: Type.Optional(searchText(60, '会社名の一部')) },
          { additionalProperties: false },
        ),
        response: { 200: ref(ContractorList) },
      },
    },
    async (request) => {
      const limit = limitOf(request.query);
      const { q = null, cursor } = request.query;
      if (cursor !== undefined && !isContractorId(cursor)) throw notACursor();
      const found = await listContractors(db, { q, after: cursor ?? null, limit: limit + 1 });
      const { rows, next } = pageOf(found, limit, ({ id }) => id);
      return {
        contractors: rows.map(({ id, name, lumpSumAgreement, creditLimit }) => ({
          ...{ id, name, lumpSumAgreement, creditLimit },
        })),
        next,
      };
    },
  );

  app.get(
    '/v1/contractors/:id',
    {
      schema: {
        operationId: 'readContractor',
        summary: '会社の登録内容と、与信の使用額 / Read a contractor and the use of its credit limit',
        tags,
        params: byId,
        response: { 200: ref(ContractorSchema), ...problemResponses(404) },
      },
    },
    async (request, reply) => {
      const contractor = await findContractor(db, request.params.id);
      if (!contractor) throw refuse('contractor_not_found');
      reply.header('etag', etagOf(contractor.version));
      return present(db, contractor, now());
    },
  );

  app.put(
    '/v1/contractors/:id',
    {
      schema: {
        operationId: 'putContractor',
        summary:
          '会社を利用登録する、または登録内容・一括納付の協定・限度額を変更する / Register or change a contractor, its lump-sum agreement and its limit',
        tags,
        params: byId,
        headers: putHeaders,
        body: ref(ContractorInput),
        response: { 200: ref(ContractorSchema), 201: ref(ContractorSchema), ...problemResponses(412, 428) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const put = await db.transaction(async (tx) => {
        const before = await findContractor(tx, id, { forUpdate: true });
        demandPutCondition(request, before?.version ?? null);
        const { actor } = caller.of(request);
        const contractor = await putContractor(tx, actor, { id, before, input: request.body }, now());
        return { status: before ? 200 : 201, version: contractor.version, body: await present(tx, contractor, now()) };
      });
      return reply
        .code(put.status as 200)
        .header('etag', etagOf(put.version))
        .send(put.body);
    },
  );
}

async function present(db: Database, contractor: Contractor, now: Date): Promise<Static<typeof ContractorSchema>> {
  const { id, name, address, representativeTitle, representativeName, lumpSumAgreement, creditLimit } = contractor;
  return {
    ...{ id, name, address, lumpSumAgreement, creditLimit },
    representative: { title: representativeTitle, name: representativeName },
    creditInUse: await creditInUse(db, id, todayInTokyo(now)),
    createdAt: contractor.createdAt.toISOString(),
  };
}
