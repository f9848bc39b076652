import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fullDisk, Trouble, unwritable } from '../trouble.js';
import { runAs } from './account.js';
import type { Binaries } from './binaries.js';
import type { Home } from './home.js';
import { passwordFile, passwordOf } from './secrets.js';

export const superuser = 'postgres';

/**
 * The data folder proper, made by initdb if there is none yet. It is made beside its place and moved there whole:
 * a run that was interrupted leaves nothing that looks like a database.
 */
export function openCluster(home: Home, binaries: Binaries, { durable }: { durable: boolean }): string {
  const cluster = join(home.folder, 'cluster');
  if (existsSync(cluster)) {
    demandSameMajor(cluster, home, binaries);
    return cluster;
  }
  passwordOf(superuser, home);
  const half = join(home.folder, 'cluster.half');
  rmSync(half, { recursive: true, force: true });
  const made = runAs(home.account, join(binaries.folder, 'initdb'), [
    ...['--pgdata', half, '--username', superuser, '--pwfile', passwordFile(superuser, home)],
    ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--locale', 'C'],
    // The built-in C.UTF-8 knows the case of every letter and needs no locale of the system.
    ...['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
    ...(durable ? [] : ['--no-sync']),
  ]);
  if (made.status !== 0) {
    rmSync(half, { recursive: true, force: true });
    throw refusal(made.error?.message ?? made.stdout + made.stderr, home.folder);
  }
  renameSync(half, cluster);
  return cluster;
}

function demandSameMajor(cluster: string, home: Home, binaries: Binaries): void {
  const major = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (major === binaries.major) return;
  throw new Trouble(
    `${home.folder} was made by PostgreSQL ${major}, but this is ${binaries.major}: move that folder away to begin anew, or set DATA_DIR to another.`,
  );
}

/** What PostgreSQL's own words mean for the person at the terminal. */
export function refusal(output: string, folder: string): Trouble {
  if (/No space left on device/.test(output)) return withOutput(fullDisk(folder), output);
  if (/Permission denied|Read-only file system/.test(output)) return withOutput(unwritable(folder), output);
  return new Trouble(`PostgreSQL cannot use ${folder}; its own words are above.`, output);
}

function withOutput(trouble: Trouble, output: string): Trouble {
  return new Trouble(trouble.message, output);
}
