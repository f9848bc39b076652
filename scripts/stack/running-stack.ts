import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '../start/settings.js';

/** What the admin commands need of the stack that `npm start` keeps in its data folder: the database as its owner, and the keys. */
export function runningStack(environment: NodeJS.ProcessEnv, service: 'issuer' | 'dsure'): Record<string, string> {
  const { data, ports } = readSettings(environment);
  const postgres = join(data, 'postgres');
  const password = join(postgres, `${service}.password`);
  if (!existsSync(password)) return {};
  const port = readFileSync(join(postgres, 'port'), 'utf8').trim();
  return {
    DATABASE_URL: `postgres://${service}@127.0.0.1:${port}/${service}`,
    DATABASE_PASSWORD_FILE: password,
    ...(service === 'issuer' && {
      KEYS_DIR: join(data, 'keys', 'issuer'),
      PUBLIC_URL: `http://127.0.0.1:${ports.issuer}`,
    }),
  };
}
