import type { Server } from '@e-surety/service-kit/http';
import { problemResponses } from '@e-surety/service-kit/problems';
import { type Static, Type } from 'typebox';
import { caller } from '../accounts/caller.js';
import { putHeaders, ref } from '../contract.js';
import { demandPutCondition, etagOf } from '../if-match.js';
import { refuse } from '../refusals.js';
import type { World } from '../world.js';
import { type Branch, findBranch, putBranch } from './put-branch.js';
import { BranchId, BranchInput, BranchSchema } from './schemas.js';

const tags = ['発注者・支店'];
const byId = Type.Object({ id: BranchId });

export function branchRoutes(app: Server, { db, now }: Pick<World, 'db' | 'now'>): void {
  for (const schema of [BranchInput, BranchSchema]) app.addSchema(schema);

  app.get(
    '/v1/branches/:id',
    {
      schema: {
        operationId: 'readBranch',
        summary: '支店を読む / Read a branch',
        tags,
        params: byId,
        response: { 200: ref(BranchSchema), ...problemResponses(404) },
      },
    },
    async (request, reply) => {
      const branch = await findBranch(db, request.params.id);
      if (!branch) throw refuse('branch_not_found');
      reply.header('etag', etagOf(branch.version));
      return presentBranch(branch);
    },
  );

  app.put(
    '/v1/branches/:id',
    {
      schema: {
        operationId: 'putBranch',
        summary: '支店を登録する、または変更する / Open or change a branch',
        tags,
        params: byId,
        headers: putHeaders,
        body: ref(BranchInput),
        response: { 200: ref(BranchSchema), 201: ref(BranchSchema), ...problemResponses(412, 428) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { branch, created } = await db.transaction(async (tx) => {
        const before = await findBranch(tx, id, { forUpdate: true });
        demandPutCondition(request, before?.version ?? null);
        const { actor } = caller.of(request);
        return { branch: await putBranch(tx, actor, { id, before, input: request.body }, now()), created: !before };
      });
      return reply
        .code(created ? 201 : 200)
        .header('etag', etagOf(branch.version))
        .send(presentBranch(branch));
    },
  );
}

function presentBranch({ version: _, ...branch }: Branch): Static<typeof BranchSchema> {
  return branch;
}
