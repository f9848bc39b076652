import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Account, accountFor, canEnter } from './account.js';

/** Where every account of this system can enter: used by root when the checkout lies in a closed home. */
export const publicFolder = '/var/lib/e-surety';

/** The folder of one PostgreSQL, and whom it belongs to (undefined: to us). */
export interface Home {
  folder: string;
  account: Account | undefined;
}

/**
 * Makes `folder` a place that PostgreSQL can use. If its account cannot enter there, the folder lives under
 * `/var/lib/e-surety` and `folder` is a link to it.
 */
export function settle(folder: string): Home {
  mkdirSync(dirname(folder), { recursive: true });
  const account = accountFor(folder);
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found?.isSymbolicLink()) return own(readlinkSync(folder), account);
  if (!account || canEnter(account, dirname(folder))) return own(folder, account);
  const elsewhere = join(publicFolder, nameOf(folder));
  mkdirSync(publicFolder, { recursive: true, mode: 0o755 });
  // Without its link it belongs to a data folder that was deleted: kept, but no longer used.
  if (existsSync(elsewhere)) renameSync(elsewhere, `${elsewhere}.${Date.now()}`);
  if (found) move(folder, elsewhere);
  symlinkSync(elsewhere, folder);
  return own(elsewhere, account);
}

function own(folder: string, account: Account | undefined): Home {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account) {
    chownSync(folder, account.uid, account.gid);
    chmodSync(folder, 0o700);
  }
  return { folder: realpathSync(folder), account };
}

function nameOf(folder: string): string {
  const path = join(realpathSync(dirname(folder)), basename(folder));
  return createHash('sha256').update(path).digest('hex').slice(0, 16);
}

/** `cp -a` keeps the owners, which PostgreSQL checks. */
function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    execFileSync('cp', ['-a', from, to]);
    rmSync(from, { recursive: true });
  }
}
