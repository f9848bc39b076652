import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { anyone, type OperationRules } from '../auth/index.js';
import { exampleOf } from '../http/examples.js';
import { transportProblem } from '../problems/index.js';

/** What the service cannot work without, by name; each check throws if it is missing. */
export type ReadinessChecks = Record<string, () => Promise<unknown>>;

export const healthRules: OperationRules = { checkLive: anyone, checkReady: anyone };

const Health = Type.Object({ status: Type.Literal('ok') }, { $id: 'Health', additionalProperties: false });

export const healthExamples = [exampleOf(Health, { status: 'ok' })];

export function healthRoutes(app: FastifyInstance, checks: ReadinessChecks): void {
  app.addSchema(Health);
  app.get(
    '/health/live',
    {
      logLevel: 'warn',
      schema: {
        operationId: 'checkLive',
        summary: 'プロセスが動いているか / Check that the process runs',
        tags: ['運用'],
        response: { 200: Type.Ref('Health') },
      },
    },
    async () => ({ status: 'ok' }),
  );
  app.get(
    '/health/ready',
    {
      logLevel: 'warn',
      schema: {
        operationId: 'checkReady',
        summary: '要求に答えられるか / Check that requests can be answered',
        tags: ['運用'],
        response: { 200: Type.Ref('Health') },
      },
    },
    async () => {
      for (const [name, check] of Object.entries(checks)) {
        await check().catch((cause: unknown) => {
          throw transportProblem('unavailable', { detail: `${name} に接続できません。`, cause });
        });
      }
      return { status: 'ok' };
    },
  );
}
