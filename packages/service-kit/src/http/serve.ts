import type { FastifyInstance } from 'fastify';
import { ConfigError } from '../config/index.js';
import type { Server } from './server.js';

/** Requests that are being answered may finish, but not for ever. */
const closeWithinMs = 8000;

/** Listens until SIGTERM or SIGINT; then takes no more, answers what it has, and runs the `onClose` hooks. */
export async function listenAndServe(server: Server, { host, port }: { host: string; port: number }): Promise<string> {
  const app = server as unknown as FastifyInstance;
  const address = await app.listen({ host, port, listenTextResolver: (at) => `listening at ${at}` });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(app, signal));
  return address;
}

async function stop(app: FastifyInstance, signal: string): Promise<void> {
  app.log.info({ signal }, 'stopping');
  setTimeout(() => process.exit(1), closeWithinMs).unref();
  try {
    await app.close();
    process.exitCode = 0;
  } catch (error) {
    app.log.error({ err: error }, 'stopped with a fault');
    process.exitCode = 1;
  }
}

/** Runs a service's `main`. What stops it from starting is told in one line. */
export async function runService(name: string, main: () => Promise<unknown>): Promise<void> {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`${name}: ${reason(error)}\n`);
    process.exit(1);
  }
}

function reason(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const { code, message, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  if (code === 'EADDRINUSE') return `port ${port} is taken; set PORT to another`;
  if (code === 'ECONNREFUSED')
    return `nothing answers at ${address ?? 'the address'}:${port ?? ''} (the database of DATABASE_URL?)`;
  // What a database said stands behind the driver's repetition of the whole query.
  const { cause } = error as Error;
  return `cannot start: ${cause instanceof Error ? cause.message : message}`.split('\n', 1)[0]!;
}
