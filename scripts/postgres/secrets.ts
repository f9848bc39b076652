import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from './home.js';

/** The password of a database role: made once, kept beside the data, readable by nobody else. */
export function passwordOf(role: string, home: Home): string {
  const file = passwordFile(role, home);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const password = randomBytes(24).toString('base64url');
  writeFileSync(`${file}.new`, password, { mode: 0o600 });
  if (home.account) chownSync(`${file}.new`, home.account.uid, home.account.gid);
  renameSync(`${file}.new`, file);
  return password;
}

export function passwordFile(role: string, home: Home): string {
  return join(home.folder, `${role}.password`);
}
