import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { type Example, withExamples } from './examples.js';
import type { Server } from './server.js';

/** For the schema of an operation that changes nothing, or leaves no more than a second token, although its method does not say so. */
export const repeatable = { 'x-repeatable': true } as const;

/** What the OpenAPI document says beside the operations, which come from the routes. */
export interface ContractDescription {
  title: string;
  description: string;
  version: string;
  serverUrl: string;
  /** Every tag that an operation has. */
  tags: { name: string; description: string }[];
  examples?: readonly Example[];
  securitySchemes?: Record<string, object>;
}

/** `/openapi.json` and, for reading and trying, `/docs`. Must be there before the routes are added. */
export async function contractRoutes(app: FastifyInstance, contract: ContractDescription): Promise<void> {
  const { title, description, version, serverUrl, tags, examples = [], securitySchemes = {} } = contract;
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        ...{ title, description, version },
        contact: { name: title, url: serverUrl },
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: serverUrl }],
      tags,
      components: { securitySchemes: securitySchemes as never },
    },
    convertConstToEnum: false,
    transformObject: (document) => {
      if (!('openapiObject' in document)) throw new TypeError('the contract is OpenAPI 3');
      return withExamples(document.openapiObject as never, examples) as never;
    },
    refResolver: {
      buildLocalReference: ({ $id }, _base, _fragment, i) => (typeof $id === 'string' ? $id : `def-${i}`),
    },
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    theme: { title },
    uiConfig: { docExpansion: 'list', layout: 'BaseLayout' },
  });
  app.get('/openapi.json', { schema: { hide: true }, logLevel: 'warn' }, async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(documentOf(app)),
  );
}

/** The contract as it stands in `openapi/`: the same text for the same routes, in whatever order they were added. */
export async function printContract(app: Server | FastifyInstance): Promise<string> {
  await app.ready();
  return `${documentOf(app as FastifyInstance)}\n`;
}

function documentOf(app: FastifyInstance): string {
  const document = app.swagger() as unknown as {
    paths: Record<string, object>;
    components: { schemas?: Record<string, object> };
  };
  const { paths, components, ...rest } = document;
  const schemas = sorted(components.schemas ?? {});
  return JSON.stringify({ ...rest, paths: sorted(paths), components: { ...components, schemas } }, inOurWords, 2);
}

/** The generator's own filler, where a schema does not describe itself. */
const inOurWords = (_key: string, value: unknown) => (value === 'Default Response' ? '成功' : value);

const sorted = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
