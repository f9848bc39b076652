/** What look-ups are measured by: one row by its primary key, by the same driver, from a server with nothing else to do. */
import { anyone } from '@e-surety/service-kit/auth';
import { healthRoutes, healthRules } from '@e-surety/service-kit/health';
import { buildServer } from '@e-surety/service-kit/http';
import { connectPostgres } from '@e-surety/service-kit/postgres';
import Fastify, { type FastifyInstance } from 'fastify';

const { DATABASE_URL = '', PORT = '', SETUP = 'plain' } = process.env;
const { sql } = connectPostgres(DATABASE_URL);
const app = SETUP === 'plain' ? Fastify() : await asServicesAre();

app.post<{ Body: { guaranteeNumber: string } }>(
  '/row',
  { schema: { operationId: 'readRow' } },
  async ({ body }) => (await sql`select * from guarantees where guarantee_number = ${body.guaranteeNumber}`)[0],
);
healthRoutes(app, {});
await app.listen({ port: Number(PORT), host: '127.0.0.1' });
process.once('SIGTERM', () => process.exit());

/** With the headers, hooks and log lines of both services. */
async function asServicesAre(): Promise<FastifyInstance> {
  const contract = { title: 'bare', description: '', version: '1', serverUrl: 'http://127.0.0.1', tags: [] };
  const server = await buildServer({ contract, rules: { readRow: anyone, ...healthRules } });
  return server as unknown as FastifyInstance;
}
