import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import findMyWay, { type HTTPMethod } from 'find-my-way';
import {
  type Problem,
  type ProblemOf,
  problemDocument,
  sendProblem,
  toProblem,
  transportProblem,
} from '../problems/index.js';

/** Every answer from 400 on is a problem document: what use cases refuse, what schemas refuse, and what has no route. */
export function handleProblems(app: FastifyInstance, problemOf: ProblemOf, page?: ProblemPage): void {
  app.setErrorHandler((error, request, reply) => answer(toProblem(error, problemOf), request, reply, page));
  const allowedAt = rememberRoutes(app);
  app.setNotFoundHandler((request, reply) => {
    const allowed = allowedAt(request.url);
    return answer(allowed.length > 0 ? wrongMethod(request.method, allowed) : nothingHere(), request, reply, page);
  });
}

handleProblems.frameworkErrors =
  (problemOf: ProblemOf, page?: ProblemPage) =>
  (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    answer(toProblem(error, problemOf), request, reply, page);
  };

/** The problem as a page, for people. */
export type ProblemPage = (problem: Problem, requestId: string) => string;

function answer(problem: Problem, request: FastifyRequest, reply: FastifyReply, page?: ProblemPage): FastifyReply {
  if (problem.status >= 500) request.log.error({ problem: problem.code, err: problem.cause }, 'failed');
  else request.log.debug({ problem: problem.code }, 'refused');
  if (page && isForPeople(request)) {
    const headers = { 'x-request-id': request.id, 'cache-control': 'no-store', ...problem.headers };
    return reply.code(problem.status).headers(headers).type('text/html; charset=utf-8').send(page(problem, request.id));
  }
  return sendProblem(problem, request, reply);
}

/** A browser that goes to a page. What stands in the contract is answered as the contract says, whoever asks. */
function isForPeople({ headers, routeOptions }: FastifyRequest): boolean {
  return routeOptions?.schema?.operationId === undefined && (headers.accept ?? '').includes('text/html');
}

const nothingHere = () =>
  transportProblem('not_found', { detail: 'このURLには何もありません。/docs をご覧ください。' });

const wrongMethod = (method: string, allowed: string[]) =>
  transportProblem('method_not_allowed', {
    detail: `${method} は使えません。使えるのは ${allowed.join('、')} です。`,
    headers: { allow: allowed.join(', ') },
  });

/** Which methods each address has. A second router, since the first only answers for the method that was asked. */
function rememberRoutes(app: FastifyInstance): (url: string) => string[] {
  const methods = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }: RouteOptions) => {
    const known = methods.get(url) ?? new Set();
    for (const one of [method].flat()) known.add(one);
    methods.set(url, known);
  });
  const router = findMyWay({ maxParamLength: 300 });
  app.addHook('onReady', async () => {
    for (const [url, known] of methods) router.on('GET', url, () => {}, [...known].sort());
  });
  return (url) => (router.find('GET' satisfies HTTPMethod, url.split('?', 1)[0]!)?.store as string[] | undefined) ?? [];
}

/** What is not even HTTP never reaches a route. */
export function answerMalformedHttp(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return;
  const problem = transportProblem(error.code === 'HPE_HEADER_OVERFLOW' ? 'header_too_large' : 'malformed_request');
  const body = JSON.stringify(problemDocument(problem, randomUUID()));
  socket.end(
    `HTTP/1.1 ${problem.status} Refused\r\ncontent-type: application/problem+json; charset=utf-8\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
