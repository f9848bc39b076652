import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ConfigError, databaseSettings, readConfig, withDatabaseUrl } from '@e-surety/service-kit/config';
import { connectPostgres, migrateDatabase } from '@e-surety/service-kit/postgres';
import { onboardIssuer } from './issuers/onboard-issuer.js';
import { OperatorError } from './issuers/operator-error.js';
import { setIssuerContacts } from './issuers/set-issuer-contacts.js';
import { setKeyStatus } from './issuers/set-key-status.js';
import { migrations } from './migrations.js';

const usage = `Usage, with DATABASE_URL set:
  node dist/admin.js onboard-issuer --id ID --name NAME --prefix NN --keys JWKS_FILE [--contacts FILE]
  node dist/admin.js set-issuer-contacts --id ID --contacts FILE   [{"name": "…", "phone": "…", "hours": "…"}, …]
  node dist/admin.js set-key-status --kid KID --status retired
  node dist/admin.js set-key-status --kid KID --status compromised --since 2026-11-23T00:00:00+09:00
`;

type Options = Record<string, string | undefined>;
type Command = (db: ReturnType<typeof connectPostgres>['db'], options: Options) => Promise<string>;

const commands: Record<string, Command> = {
  'onboard-issuer': async (db, { id, name, prefix, keys, contacts }) => {
    const keySet = readJson(need('--keys', keys));
    const asked = { id: need('--id', id), name: need('--name', name), numberPrefix: need('--prefix', prefix), keySet };
    const told = contacts === undefined ? {} : { contacts: readJson(contacts) };
    const { added, newKeys } = await onboardIssuer(db, { ...asked, ...told, now: new Date() });
    return `issuer ${asked.id}: ${added ? 'onboarded' : 'known already'}, ${newKeys} new keys pinned`;
  },
  'set-issuer-contacts': async (db, { id, contacts }) => {
    const asked = { id: need('--id', id), contacts: readJson(need('--contacts', contacts)) };
    return `issuer ${asked.id}: ${await setIssuerContacts(db, asked)} contacts`;
  },
  'set-key-status': async (db, { kid, status, since }) => {
    if (status !== 'retired' && status !== 'compromised') throw new OperatorError('--status: retired or compromised');
    if (since !== undefined && Number.isNaN(Date.parse(since))) throw new OperatorError('--since: not a time');
    const compromisedSince = since === undefined ? null : new Date(since);
    await setKeyStatus(db, { kid: need('--kid', kid), status, compromisedSince });
    return `key ${kid}: ${status}`;
  },
};

async function main(): Promise<void> {
  const option = { type: 'string' } as const;
  const names = ['id', 'name', 'prefix', 'keys', 'contacts', 'kid', 'status', 'since'];
  const options = Object.fromEntries(names.map((name) => [name, option]));
  const { positionals, values } = parseArgs({ allowPositionals: true, options });
  const run = commands[positionals[0] ?? ''];
  if (!run || positionals.length > 1) throw new OperatorError(usage);
  const { databaseUrl } = withDatabaseUrl(readConfig(process.env, databaseSettings('D-Sure')));
  await migrateDatabase(databaseUrl, migrations);
  const postgres = connectPostgres(databaseUrl, { max: 1 });
  try {
    process.stdout.write(`${await run(postgres.db, values as Options)}\n`);
  } finally {
    await postgres.close();
  }
}

function need(option: string, value: string | undefined): string {
  if (value === undefined) throw new OperatorError(`${option} is missing\n${usage}`);
  return value;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new OperatorError(`${path} cannot be read as JSON (${(error as NodeJS.ErrnoException).code ?? 'malformed'})`);
  }
}

main().catch((error: unknown) => {
  const { code, message } = error as NodeJS.ErrnoException;
  const expected = error instanceof OperatorError || error instanceof ConfigError || code?.startsWith('ERR_PARSE_ARGS');
  process.stderr.write(`D-Sure admin: ${expected ? message : `failed (${code ?? message.split('\n', 1)[0]})`}\n`);
  process.exitCode = 1;
});
