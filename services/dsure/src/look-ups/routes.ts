import { Refusal } from '@e-surety/domain';
import { ref, type Server } from '@e-surety/service-kit/http';
import { Problem, problemResponses } from '@e-surety/service-kit/problems';
import type { DsureMetrics, LookUpResult } from '../metrics.js';
import { dsureProblems } from '../refusals.js';
import { askedFor } from './asked.js';
import { type LookUpOutcome, type LookUpWorld, lookUpCertificate } from './look-up-certificate.js';
import { FoundCertificateSchema, LookUpSchema, lookUpSchemas } from './schemas.js';
import type { Throttle } from './throttle.js';

interface World extends LookUpWorld {
  throttle: Throttle;
  metrics: DsureMetrics;
  now: () => Date;
}

const description = `
誤った認証キー・別の番号の認証キー・存在しない番号は、区別せず404です。入力の誤り(検査文字の不一致)は照会する前に400でお知らせします。
再発行された認証キーは410です。誤った照会が続く接続元には404の代わりに429を返しますが、正しい認証キーにはいつでもお答えします。`.trim();

export function lookUpRoutes(app: Server, world: World): void {
  for (const schema of lookUpSchemas) app.addSchema(schema);

  app.post(
    '/v1/look-ups',
    {
      bodyLimit: 16 * 1024,
      schema: {
        operationId: 'lookUpCertificate',
        summary: '認証キーで電子証書を照会する',
        description,
        tags: ['照会'],
        body: ref(LookUpSchema),
        response: { 200: ref(FoundCertificateSchema), ...problemResponses(404, 410, 429) },
      },
    },
    async ({ body, ip }) => {
      try {
        const result = await lookUpCertificate(world, { ...askedFor(body), now: world.now() });
        return await answer(world, result, ip);
      } catch (error) {
        count(world, error);
        throw error;
      }
    },
  );
}

async function answer({ throttle, metrics }: World, result: LookUpOutcome, source: string) {
  if (result.outcome === 'replaced') throw dsureProblems.problem('authentication_key_replaced');
  if (result.outcome === 'not_found') throw await notFound(throttle, source);
  metrics.lookUps.inc({ result: 'found' });
  return result.found;
}

async function notFound(throttle: Throttle, source: string): Promise<Problem> {
  const seconds = await throttle.failed(source);
  if (seconds === null) return dsureProblems.problem('certificate_not_found');
  return dsureProblems.problem('too_many_failures', {
    detail: `${seconds}秒たってからもう一度お試しください。`,
    headers: { 'retry-after': String(seconds) },
  });
}

const results: Record<string, LookUpResult> = {
  authentication_key_mistyped: 'mistyped',
  guarantee_number_mistyped: 'mistyped',
  certificate_not_found: 'not_found',
  too_many_failures: 'throttled',
  authentication_key_replaced: 'replaced',
  record_untrustworthy: 'untrustworthy',
};

function count({ metrics }: World, error: unknown): void {
  const code = error instanceof Problem || error instanceof Refusal ? error.code : '';
  const result = results[code];
  if (result) metrics.lookUps.inc({ result });
}
