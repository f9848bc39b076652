import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeIssuerKeys, publicKeys } from '@e-surety/issuer-keys';
import { demoSetup, newDemoAccounts } from '../demo/setup.js';
import { closeToPublic, connectAsSuperuser } from '../postgres/databases.js';
import { freePort } from '../postgres/port.js';
import { issuerEnvironment } from '../stack/environment.js';
import type { DemoAccounts } from '../stack/onboarding.js';
import { builtPrograms } from '../stack/programs.js';
import { launchService } from '../stack/service.js';
import type { Stack } from '../stack/stack.js';

export interface SecondIssuer {
  id: string;
  issuerUrl: string;
  databaseUrl: string;
  keys: string;
  accounts: DemoAccounts;
}

interface WithTeardown {
  teardown(clean: () => unknown): unknown;
}

/** Another guarantee company with a database, keys and a process of its own, which the running D-Sure takes in by one command. */
export async function joinSecondIssuer(t: WithTeardown, stack: Stack): Promise<SecondIssuer> {
  const company = { id: 'hikaku', name: '比較建設業保証株式会社', numberPrefix: '34' };
  const data = join(stack.data, company.id);
  const keys = join(data, 'keys');
  mkdirSync(keys, { recursive: true, mode: 0o700 });
  const [databaseUrl] = await Promise.all([ownDatabase(stack, company.id), makeIssuerKeys(keys, company.name)]);

  const accounts = newDemoAccounts();
  const setup = demoSetup(accounts);
  const setupFile = join(data, 'setup.json');
  writeFileSync(setupFile, JSON.stringify({ ...setup, issuer: { ...setup.issuer, ...company } }), { mode: 0o600 });
  const keysFile = join(data, 'jwks.json');
  writeFileSync(keysFile, JSON.stringify(publicKeys(keys)));
  const { id, name, numberPrefix } = company;
  await Promise.all([
    command(builtPrograms.issuer.admin, databaseUrl, ['load-setup', setupFile]),
    command(builtPrograms.dsure.admin, stack.databaseUrls.dsure, [
      ...['onboard-issuer', '--id', id, '--name', name, '--prefix', numberPrefix, '--keys', keysFile],
    ]),
  ]);

  const port = await freePort();
  const issuerUrl = `http://127.0.0.1:${port}`;
  const folders = { data, postgres: '', issuerKeys: keys, dsureKeys: '', log: data, mail: join(data, 'mail') };
  const service = launchService({
    title: name,
    program: builtPrograms.issuer.main,
    port,
    portVariable: 'PORT',
    environment: issuerEnvironment({ port, url: issuerUrl, databaseUrl }, stack.dsureUrl, folders),
    log: join(data, 'issuer.log'),
  });
  t.teardown(() => service.stop());
  await service.ready();
  return { id, issuerUrl, databaseUrl, keys, accounts };
}

async function command(program: string, databaseUrl: string, args: string[]): Promise<void> {
  const env = { PATH: process.env.PATH, DATABASE_URL: databaseUrl };
  await promisify(execFile)(process.execPath, [program, ...args], { env });
}

async function ownDatabase(stack: Stack, name: string): Promise<string> {
  const postgres = join(stack.data, 'postgres');
  const url = new URL(stack.databaseUrls.issuer);
  const superuser = new URL(url);
  superuser.username = 'postgres';
  superuser.password = readFileSync(join(postgres, 'postgres.password'), 'utf8');
  superuser.pathname = 'postgres';
  const sql = connectAsSuperuser(superuser.href);
  const password = randomBytes(24).toString('base64url');
  await sql.unsafe(`create role ${name} login password '${password}'`);
  await sql.unsafe(`create database ${name} owner ${name}`);
  await closeToPublic(sql, name);
  await sql.end();
  url.username = name;
  url.password = password;
  url.pathname = name;
  return url.href;
}
