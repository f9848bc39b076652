import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { pino } from 'pino';

/**
 * A log line names the operation and how it went. Bodies, headers, query strings and parameters of statements never
 * get there: they hold authentication keys, tokens, names.
 */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    const line = {
      operation: request.routeOptions.schema?.operationId,
      method: request.method,
      path: request.routeOptions.url ?? null,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    };
    request.log.info(line, 'answered');
    done();
  });
}

export function createLogger(level: string, stream?: { write(line: string): void }): FastifyBaseLogger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { log: (line: Record<string, unknown>) => strikeOutSecrets(line) },
    serializers: { req: () => undefined, res: () => undefined, err: describeError },
  };
  return stream ? pino(options, stream) : pino(options);
}

const secretNames = new Set([
  ...['authorization', 'cookie', 'authenticationKey', 'password', 'client_secret', 'token', 'envelope'],
]);

/**
 * A second door behind the first: what must not be logged is struck out even where someone logs it, down to the third level. By hand, since
 * pino's own paths with wildcards cost twenty times as much as the rest of a line.
 */
function strikeOutSecrets(line: Record<string, unknown>, level = 1): Record<string, unknown> {
  let struck: Record<string, unknown> | undefined;
  for (const name in line) {
    const value = line[name];
    const shown = secretNames.has(name)
      ? '…'
      : isWalked(value) && level < 3
        ? strikeOutSecrets(value, level + 1)
        : value;
    if (shown === value) continue;
    struck ??= Object.assign(Array.isArray(line) ? [] : {}, line);
    struck[name] = shown;
  }
  return struck ?? line;
}

/** Of errors, and of what says itself how it is written, its own words decide. */
function isWalked(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  return !(value instanceof Error) && !('toJSON' in value);
}

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
