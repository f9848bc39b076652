import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

/** Whom a process runs as. */
export interface Account {
  uid: number;
  gid: number;
}

const nobody: Account = { uid: 65534, gid: 65534 };

/**
 * PostgreSQL refuses to run as root. Root therefore hands it to whoever owns the data folder already, else to nobody;
 * an ordinary user runs it as itself (undefined).
 */
export function accountFor(folder: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(folder, { throwIfNoEntry: false });
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody;
}

/** Asks the system itself, since modes, ACLs and mount options of every folder on the way count. */
export function canEnter(account: Account | undefined, folder: string): boolean {
  return runAs(account, '/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder]).status === 0;
}

/** Runs from `/`, as the account need not be able to enter the folder that we stand in. */
export function runAs(account: Account | undefined, command: string, args: string[]): SpawnSyncReturns<string> {
  return spawnSync(command, args, { ...account, cwd: '/', encoding: 'utf8', env: plainEnvironment() });
}

/** Without the caller's PG* variables, and with messages in English, as we read them. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}
