import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeIssuerKeys, publicKeys } from '@e-surety/issuer-keys';
import { writeSecret, writeSecretOnce } from '@e-surety/service-kit/secret-files';
import { makeDatabases, type ServiceName } from '../postgres/databases.js';
import { demoIssuer } from '../stack/demo-issuer.js';
import { makeViewTokenKey } from '../stack/keys.js';
import { loadDemoSetup, onboardIssuer } from '../stack/onboarding.js';
import { builtPrograms } from '../stack/programs.js';

/** Each of the three is a volume of its own, mounted by nobody who does not need it; `data` itself keeps the demo's accounts. */
export interface SetupFolders {
  data: string;
  keysOf(name: ServiceName | 'postgres'): string;
}

export const setupFolders = (data: string): SetupFolders => ({ data, keysOf: (name) => join(data, 'keys', name) });

/** Before anything runs: every key and password, made once. None is in an image or in docker-compose.yml. */
export async function makeSecrets({ keysOf }: SetupFolders): Promise<void> {
  await makeIssuerKeys(keysOf('issuer'), demoIssuer.name);
  await makeViewTokenKey(keysOf('dsure'));
  for (const name of ['issuer', 'dsure', 'postgres'] as const) {
    await writeSecretOnce(passwordFile(keysOf(name)), () => randomBytes(24).toString('base64url'));
  }
  // PostgreSQL runs as an account of its own; its volume is seen by nobody but it and us.
  chmodSync(passwordFile(keysOf('postgres')), 0o444);
}

/** With PostgreSQL there: databases, the demo's guarantee company, and its keys pinned by D-Sure. Said again, it changes nothing. */
export async function prepare(folders: SetupFolders, postgresUrl: string, publicUrls: Record<ServiceName, string>) {
  const { data, keysOf } = folders;
  const passwordOf = (name: ServiceName | 'postgres') => readFileSync(passwordFile(keysOf(name)), 'utf8');
  const superuser = new URL(`${postgresUrl}/postgres`);
  superuser.username = 'postgres';
  superuser.password = passwordOf('postgres');
  await makeDatabases(superuser.href, passwordOf);
  const of = (service: ServiceName) => adminEnvironment(folders, postgresUrl, service);
  const accounts = await loadDemoSetup(builtPrograms.issuer.admin, of('issuer'), data);
  const published = publicKeys(keysOf('issuer'));
  await onboardIssuer(builtPrograms.dsure.admin, of('dsure'), published, data);
  const demo = { issuer: { url: publicUrls.issuer }, dsure: { url: publicUrls.dsure }, ...accounts, guarantees: [] };
  writeSecret(join(data, 'demo.json'), `${JSON.stringify(demo, null, 2)}\n`);
}

/** What the commands of a service need to know. */
export function adminEnvironment({ keysOf }: SetupFolders, postgresUrl: string, service: ServiceName) {
  const url = new URL(`${postgresUrl}/${service}`);
  url.username = service;
  const folder = keysOf(service);
  return { DATABASE_URL: url.href, DATABASE_PASSWORD_FILE: passwordFile(folder), KEYS_DIR: folder };
}

const passwordFile = (folder: string) => join(folder, 'database.password');
