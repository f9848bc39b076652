import { createIssuerClient, type IssuerClient, type Refused } from '@e-surety/client/issuer';
import { Problem } from '@e-surety/service-kit/problems';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { inProcessFetch } from './in-process.js';

/** The operations of the contract, called as the person who sent this request. */
export function apiFor(app: Pick<FastifyInstance, 'inject'>, request: FastifyRequest, publicUrl: string): IssuerClient {
  return createIssuerClient({ baseUrl: publicUrl, fetch: inProcessFetch(app, request), attempts: 1 });
}

/** What was answered; what was refused is thrown, for the page of problems or for a form that can be mended. */
export function demand<T>(answer: { ok: true; data: T; headers: Headers } | Refused): T {
  if (answer.ok) return answer.data;
  throw problemOf(answer);
}

/** Null where the API knows of no such thing. */
export function orNull<T>(answer: { ok: true; data: T; headers: Headers } | Refused): T | null {
  return !answer.ok && answer.status === 404 ? null : demand(answer);
}

/** A refusal of the API, as it was thrown on the other side. */
export function problemOf({ problem, status, headers }: Refused): Problem {
  const { code, title, detail, errors } = problem;
  const retryAfter = headers.get('retry-after');
  return new Problem(
    code,
    { status, title },
    { detail, errors, headers: retryAfter ? { 'retry-after': retryAfter } : {} },
  );
}
