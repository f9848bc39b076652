import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';

const current = new AsyncLocalStorage<string>();

/** The id of the request that is being answered, or of the one that asked for the task that is being done. For logs and for those whom we call. */
export const currentRequestId = (): string | undefined => current.getStore();

export const withRequestId = <T>(id: string | null, work: () => T): T => current.run(id ?? randomUUID(), work);

/**
 * A caller's own id is kept if it may stand in a log line: `X-Request-Id`, else the trace of a `traceparent` (W3C Trace Context).
 * It names a request and proves nothing.
 */
export function requestIdOf(headers: IncomingHttpHeaders): string {
  const { 'x-request-id': given, traceparent } = headers;
  if (typeof given === 'string' && /^[\w.:-]{1,64}$/.test(given)) return given;
  const trace =
    typeof traceparent === 'string' ? /^[\da-f]{2}-([\da-f]{32})-[\da-f]{16}-/.exec(traceparent)?.[1] : undefined;
  return trace !== undefined && !/^0+$/.test(trace) ? trace : randomUUID();
}

/** Twice: what reads a body goes on in the context of its connection, which knows no request. */
export function keepRequestId(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => current.run(request.id, done));
  app.addHook('preValidation', (request, _reply, done) => current.run(request.id, done));
}
