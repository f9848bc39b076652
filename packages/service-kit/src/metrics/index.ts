import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { Type } from 'typebox';
import { anyone, type OperationRules } from '../auth/index.js';
import { exampleAt } from '../http/examples.js';

export { Counter, Gauge, Histogram, Registry } from 'prom-client';

export const metricsRules: OperationRules = { readMetrics: anyone };

export const metricsExamples = [
  exampleAt(
    'readMetrics',
    '# HELP process_cpu_seconds_total Total user and system CPU time spent in seconds.\n# TYPE process_cpu_seconds_total counter\nprocess_cpu_seconds_total 11.7\n',
  ),
];

/** One registry a process; services add their own counters to it. */
export function createMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** `/metrics`, and the time that each operation takes. Labels hold no path and no id: only names that we chose. */
export function metricsRoutes(app: FastifyInstance, registry: Registry): void {
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from a request to its answer, by operation and status',
    labelNames: ['operation', 'status'],
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
    registers: [registry],
  });
  app.addHook('onResponse', (request, reply, done) => {
    const operation = request.routeOptions.schema?.operationId ?? 'none';
    durations.observe({ operation, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
  app.get(
    '/metrics',
    {
      logLevel: 'warn',
      schema: {
        operationId: 'readMetrics',
        summary: '計測値 (Prometheus) / Read the metrics (Prometheus)',
        tags: ['運用'],
        response: { 200: { description: '計測値', content: { 'text/plain': { schema: Type.String() } } } },
      },
    },
    async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()),
  );
}
