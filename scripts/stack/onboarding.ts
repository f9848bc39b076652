import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeSecret } from '@e-surety/service-kit/secret-files';
import { demoContacts, demoSetup, newDemoAccounts } from '../demo/setup.js';
import { Trouble } from '../trouble.js';
import { demoIssuer } from './demo-issuer.js';

/** By which a person signs in, and that person's system. */
export interface DemoAccount {
  loginId: string;
  password: string;
  clientId: string;
  clientSecret: string;
}

export type DemoAccounts = Record<'contractor' | 'underwriter' | 'admin', DemoAccount>;

/** Has D-Sure pin the issuer's public keys and learn its contacts, once for each set of them. */
export async function onboardIssuer(admin: string, environment: Record<string, string>, jwks: object, data: string) {
  const file = join(data, 'keys', 'dsure', 'mihon.jwks.json');
  const content = `${JSON.stringify(jwks, null, 2)}\n`;
  const contacts = join(data, 'keys', 'dsure', 'mihon.contacts.json');
  const done = join(data, 'keys', 'dsure', 'onboarded');
  const fingerprint = createHash('sha256').update(content).update(JSON.stringify(demoContacts)).digest('base64url');
  if (existsSync(done) && readFileSync(done, 'utf8') === fingerprint) return;
  writeSecret(file, content);
  writeSecret(contacts, `${JSON.stringify(demoContacts, null, 2)}\n`);
  const { id, name, prefix } = demoIssuer;
  await runAdmin(
    admin,
    ['onboard-issuer', '--id', id, '--name', name, '--prefix', prefix, '--keys', file, '--contacts', contacts],
    environment,
  );
  writeSecret(done, fingerprint);
}

/** Loads the demo's guarantee company with its people and systems. Their secrets are made here and kept among the keys. */
export async function loadDemoSetup(
  admin: string,
  environment: Record<string, string>,
  data: string,
): Promise<DemoAccounts> {
  const file = join(data, 'keys', 'demo-accounts.json');
  if (!existsSync(file)) writeSecret(file, `${JSON.stringify(newDemoAccounts(), null, 2)}\n`);
  const accounts = JSON.parse(readFileSync(file, 'utf8')) as DemoAccounts;
  const setup = join(data, 'keys', 'demo-setup.json');
  const content = `${JSON.stringify(demoSetup(accounts), null, 2)}\n`;
  if (existsSync(setup) && readFileSync(setup, 'utf8') === content) return accounts;
  writeSecret(`${setup}.new`, content);
  await runAdmin(admin, ['load-setup', `${setup}.new`], environment);
  renameSync(`${setup}.new`, setup);
  return accounts;
}

async function runAdmin(program: string, args: string[], environment: Record<string, string>): Promise<void> {
  try {
    const env = { PATH: process.env.PATH, ...environment };
    await promisify(execFile)(process.execPath, ['--enable-source-maps', program, ...args], { env });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Trouble(`The command ${args[0]} failed; its own words are above.`, stdout + stderr);
  }
}
