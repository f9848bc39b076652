import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where a stack keeps what is its own. */
export interface Folders {
  data: string;
  postgres: string;
  issuerKeys: string;
  dsureKeys: string;
  log: string;
  mail: string;
}

/** `data` itself may be entered, as PostgreSQL may run as another account; all inside is closed to others. */
export function makeFolders(data: string): Folders {
  mkdirSync(data, { recursive: true });
  const folders = {
    data,
    postgres: join(data, 'postgres'),
    issuerKeys: join(data, 'keys', 'issuer'),
    dsureKeys: join(data, 'keys', 'dsure'),
    log: join(data, 'log'),
    mail: join(data, 'mail'),
  };
  for (const folder of [folders.issuerKeys, folders.dsureKeys, folders.log, folders.mail]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }
  return folders;
}
