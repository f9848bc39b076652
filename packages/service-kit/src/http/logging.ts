import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { pino } from 'pino';

/**
 * A log line names the operation and how it went. Bodies, headers, query strings and parameters of statements never
 * get there: they hold authentication keys, tokens, names.
 */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const line = {
      operation: request.routeOptions.schema?.operationId,
      method: request.method,
      path: request.routeOptions.url ?? null,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    };
    request.log.info(line, 'answered');
  });
}

export function createLogger(level: string, stream?: { write(line: string): void }): FastifyBaseLogger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secretPaths, censor: '…' },
    serializers: { req: () => undefined, res: () => undefined, err: describeError },
  };
  return stream ? pino(options, stream) : pino(options);
}

/** A second door behind the first: what must not be logged is struck out even where someone logs it. */
const secretNames = ['authorization', 'cookie', 'authenticationKey', 'password', 'client_secret', 'token', 'envelope'];
const secretPaths = secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** What may be said of an error: never the message of a database error, which quotes values. */
export function describeError(error: unknown): object | undefined {
  if (!(error instanceof Error)) return error === undefined ? undefined : { type: typeof error };
  const { name, message, stack, cause } = error;
  const { code, constraint_name, table_name, routine } = error as Error & Record<string, unknown>;
  const quotesValues = name === 'PostgresError' || name === 'DrizzleQueryError' || message.startsWith('Failed query:');
  return {
    type: name,
    ...(quotesValues ? { code, constraint_name, table_name, routine } : { code, message }),
    stack: (stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
    ...(cause instanceof Error && { cause: describeError(cause) }),
  };
}
