import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine } from '../processes.js';
import { stopLeftOver } from './left-over.js';
import { startPostgres, superuserUrl } from './server.js';

export interface ThrowAwayPostgres {
  superuserUrl: string;
  pid: number;
  /** Stops the server and removes all that it had. */
  remove(): Promise<void>;
}

const prefix = 'e-surety-postgres-';

/** A server for one run of tests: quick, not durable, gone afterwards. */
export async function startThrowAwayPostgres(): Promise<ThrowAwayPostgres> {
  await sweep();
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  chmodSync(folder, 0o711); // PostgreSQL may run as another account, and its own folder inside is closed
  try {
    const server = await startPostgres(join(folder, 'postgres'), { log: join(folder, 'log'), durable: false });
    return {
      superuserUrl: superuserUrl(server),
      pid: server.pid,
      remove: async () => {
        await server.stop();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Ends and removes what runs left behind that were killed before they could. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((name) => name.startsWith(prefix))) {
    if (commandLine(Number.parseInt(name.slice(prefix.length), 10))) continue;
    const folder = join(tmpdir(), name);
    try {
      await stopLeftOver(join(folder, 'postgres', 'cluster'));
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // another user's: not ours to remove
    }
  }
}
