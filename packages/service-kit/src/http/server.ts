import type { IncomingMessage } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  LogController,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify';
import { guardOperations, type OperationRules } from '../auth/index.js';
import { type ProblemOf, ProblemSchema } from '../problems/index.js';
import { requestIdOf } from '../request-id/index.js';
import { compilersFactory } from './compilers.js';
import { type ContractDescription, contractRoutes } from './contract.js';
import { noStoreUnlessSaid, protectByHeaders } from './headers.js';
import { createLogger, logRequests } from './logging.js';
import { answerMalformedHttp, handleProblems, type ProblemPage } from './problem-answers.js';

export type Server = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

export interface ServerOptions {
  contract: ContractDescription;
  /** Who may call each operation. */
  rules: OperationRules;
  /** How people see a problem that a page ran into; without it everyone gets the document. */
  problemPage?: ProblemPage;
  /** What the service's own refusals are over HTTP: `fromRefusal` of its problem table. */
  problemOf?: ProblemOf;
  logLevel?: string;
  /** Where log lines go; standard output unless a test listens. */
  logTo?: { write(line: string): void };
  /** Proxies whose X-Forwarded-For is believed. */
  trustedProxies?: string[];
  /** In bytes; 1 MiB unless said otherwise. An operation may have its own. */
  bodyLimit?: number;
}

/**
 * In which a request has to have come in whole, in ms, so that nobody holds a connection by sending nothing: time enough for ten
 * megabytes of papers over a slow line, and for the largest key replacement between two computing centres.
 */
const requestTimeout = 120_000;

/** A server with everything that both services have in common; routes are added to what it returns. */
export async function buildServer(options: ServerOptions): Promise<Server> {
  const app = Fastify(fastifyOptions(options)).withTypeProvider<TypeBoxTypeProvider>();
  const problemOf = options.problemOf ?? (() => undefined);
  // Before all else: without it a declared 4xx schema turns the framework's own refusals into 500.
  handleProblems(app, problemOf, options.problemPage);
  app.addSchema(ProblemSchema);
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  noStoreUnlessSaid(app);
  keepNoConnectionWhileStopping(app);
  logRequests(app);
  protectByHeaders(app);
  guardOperations(app, options.rules);
  await contractRoutes(app, options.contract);
  return app;
}

function fastifyOptions({ logLevel, logTo, trustedProxies = [], bodyLimit = 1024 * 1024, ...options }: ServerOptions) {
  return {
    loggerInstance: createLogger(logLevel ?? 'info', logTo),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    trustProxy: trustedProxies.length > 0 ? trustedProxies : false,
    bodyLimit,
    requestTimeout,
    genReqId: ({ headers }: IncomingMessage) => requestIdOf(headers),
    forceCloseConnections: 'idle' as const,
    routerOptions: { maxParamLength: 300 },
    clientErrorHandler: answerMalformedHttp,
    frameworkErrors: handleProblems.frameworkErrors(options.problemOf ?? (() => undefined), options.problemPage),
    schemaController: { compilersFactory },
    // Nothing is dropped, nothing is coerced, nothing is filled in: what does not fit is refused. How much of it is told: compilers.ts.
    ajv: {
      customOptions: {
        removeAdditional: false,
        coerceTypes: false,
        useDefaults: false,
        verbose: true,
      },
    },
  };
}

/** A connection that is kept open for a next request would keep a stopping service open as well. */
function keepNoConnectionWhileStopping(app: FastifyInstance): void {
  let stopping = false;
  app.addHook('preClose', async () => {
    stopping = true;
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (stopping) reply.header('connection', 'close');
    done();
  });
}
