import { Refusal } from '@e-surety/domain';
import { Problem } from '@e-surety/service-kit/problems';
import type { DsureMetrics, LookUpResult } from '../metrics.js';
import { dsureProblems } from '../refusals.js';
import { type AskedInWords, askedFor } from './asked.js';
import type { FoundCertificate } from './found-certificate.js';
import { type LookUpOutcome, type LookUpWorld, lookUpCertificate } from './look-up-certificate.js';
import type { Throttle } from './throttle.js';

export interface AnswerWorld extends LookUpWorld {
  throttle: Throttle;
  metrics: DsureMetrics;
  now: () => Date;
}

/**
 * One look-up as its holder is answered, however it came: alone, in a batch or by a page. Counts it, and holds failures
 * against the source that they came from. Throws what is to be told instead of a certificate.
 */
export async function answerLookUp(world: AnswerWorld, asked: AskedInWords, source: string): Promise<FoundCertificate> {
  try {
    const result = await lookUpCertificate(world, { ...askedFor(asked), now: world.now() });
    const found = await foundOrRefused(world.throttle, result, source);
    world.metrics.lookUps.inc({ result: 'found' });
    return found;
  } catch (error) {
    count(world, error);
    throw error;
  }
}

async function foundOrRefused(throttle: Throttle, result: LookUpOutcome, source: string): Promise<FoundCertificate> {
  if (result.outcome === 'replaced') throw dsureProblems.problem('authentication_key_replaced');
  if (result.outcome === 'not_found') throw await notFound(throttle, source);
  return result.found;
}

async function notFound(throttle: Throttle, source: string): Promise<Problem> {
  const seconds = await throttle.failed(source);
  if (seconds === null) return dsureProblems.problem('certificate_not_found');
  return dsureProblems.problem('too_many_failures', {
    detail: `${seconds}秒たってからもう一度お試しください。`,
    headers: { 'retry-after': String(seconds) },
    facts: { retryAfter: seconds },
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

function count({ metrics }: AnswerWorld, error: unknown): void {
  const code = error instanceof Problem || error instanceof Refusal ? error.code : '';
  const result = results[code];
  if (result) metrics.lookUps.inc({ result });
}
