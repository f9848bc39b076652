import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Trouble } from '../trouble.js';
import { plainEnvironment } from './account.js';
import { type Binaries, findBinaries } from './binaries.js';
import { openCluster, refusal, superuser } from './cluster.js';
import { type Home, settle } from './home.js';
import { stopLeftOver } from './left-over.js';
import { freePort, keepPort, keptPort } from './port.js';
import { passwordOf } from './secrets.js';

export interface PostgresServer {
  home: Home;
  port: number;
  pid: number;
  /** Settles when the server has ended, for whatever reason. */
  ended: Promise<unknown>;
  url(role: string, database: string): string;
  /** Lets running transactions be rolled back, writes everything out and ends. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** Where the server's own log goes. */
  log: string;
  /** `false` trades all durability for speed: throw-away servers only. */
  durable?: boolean;
  /** Insists on this port, as for a server that others know by it. */
  port?: number | undefined;
}

const alwaysSet = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Without DETAIL lines: those quote rows, and rows are nobody's business in a log.
  log_error_verbosity: 'terse',
  max_connections: '200',
};
const notDurable = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

const patience = { afterCrash: 10_000, toRecover: 120_000, toStop: 30_000 };

/** Starts the PostgreSQL whose things lie in `folder`, making them first if need be. */
export async function startPostgres(
  folder: string,
  { log, durable = true, port: insisted }: PostgresOptions,
): Promise<PostgresServer> {
  const home = settle(folder);
  const binaries = findBinaries(home.account);
  const cluster = openCluster(home, binaries, { durable });
  await stopLeftOver(cluster);
  const settings = durable ? alwaysSet : { ...alwaysSet, ...notDurable };
  const deadline = Date.now() + patience.afterCrash;
  let port = insisted ?? (await keptPort(home));
  for (;;) {
    const from = sizeOf(log);
    const postmaster = launch(binaries, home, cluster, { ...settings, port: String(port) }, log);
    if (await isReady(postmaster, cluster)) {
      keepPort(home, port);
      return serverOf(postmaster, home, port);
    }
    const words = readFileSync(log).subarray(from).toString('utf8');
    if (/Address already in use/.test(words)) port = insisted ?? (await freePort());
    else if (!/shared memory block|lock file "postmaster.pid" already exists/.test(words)) throw refusal(words, folder);
    if (Date.now() > deadline) {
      throw new Trouble(`An earlier PostgreSQL still holds ${folder}: end its processes, then start again.`, words);
    }
    await sleep(200); // the processes of a crashed server let go of their memory within a second or two
  }
}

/** In a process group of its own, so that Ctrl-C reaches us alone and we stop things in order. */
function launch(binaries: Binaries, home: Home, cluster: string, settings: Record<string, string>, log: string) {
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const out = openSync(log, 'a', 0o600);
  try {
    return spawn(join(binaries.folder, 'postgres'), ['-D', cluster, ...args], {
      ...home.account,
      cwd: '/',
      env: plainEnvironment(),
      detached: true,
      stdio: ['ignore', out, out],
    });
  } finally {
    closeSync(out);
  }
}

/** The server itself writes when it is ready; false if it ended instead. */
async function isReady(postmaster: ChildProcess, cluster: string): Promise<boolean> {
  const deadline = Date.now() + patience.toRecover;
  while (postmaster.exitCode === null && postmaster.signalCode === null && Date.now() < deadline) {
    const lines = read(join(cluster, 'postmaster.pid')).split('\n');
    if (Number(lines[0]) === postmaster.pid && lines[7]?.trim() === 'ready') return true;
    await sleep(10);
  }
  postmaster.kill('SIGQUIT');
  return false;
}

function serverOf(postmaster: ChildProcess, home: Home, port: number): PostgresServer {
  const ended = once(postmaster, 'exit');
  return {
    home,
    port,
    pid: postmaster.pid!,
    ended,
    url: (role, database) => `postgres://${role}:${passwordOf(role, home)}@127.0.0.1:${port}/${database}`,
    stop: async () => {
      postmaster.kill('SIGINT');
      const hurry = setTimeout(() => postmaster.kill('SIGQUIT'), patience.toStop);
      if (postmaster.exitCode === null && postmaster.signalCode === null) await ended;
      clearTimeout(hurry);
    },
  };
}

export function superuserUrl(server: PostgresServer): string {
  return server.url(superuser, 'postgres');
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
