import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ConfigError, databaseSettings, readConfig, withDatabaseUrl } from '@e-surety/service-kit/config';
import { connectPostgres, migrateDatabase } from '@e-surety/service-kit/postgres';
import { writeSecretOnce } from '@e-surety/service-kit/secret-files';
import { onboardIssuer } from './issuers/onboard-issuer.js';
import { OperatorError } from './issuers/operator-error.js';
import { setIssuerContacts } from './issuers/set-issuer-contacts.js';
import { setKeyStatus } from './issuers/set-key-status.js';
import { allIssuers, keysOf } from './issuers/store.js';
import { migrations } from './migrations.js';

const usage = `D-Sureの運用コマンド。DATABASE_URL を指定します。
--dry-run を付けると、何が起きるかだけを表示します。

  onboard-issuer --id ID --name 会社名 --prefix 番号の先頭2桁 --keys 公開鍵.json [--contacts 問い合わせ先.json]
      保証事業会社を受け入れ、公開鍵を登録します。もう一度行うと、新しい鍵だけを加えます
  set-issuer-contacts --id ID --contacts 問い合わせ先.json
      問い合わせ先を登録します: [{"name": "…", "phone": "…", "hours": "…"}, …]
  set-key-status --kid KID --status retired
      署名鍵を退役させます(以後の新しい登録には使えません)
  set-key-status --kid KID --status compromised --since 2026-11-23T00:00:00+09:00
      危殆化した署名鍵を、その時刻から使えなくします
  list-keys [--id ID]
      登録されている公開鍵と、その状態を表示します
  make-view-token-key ファイル
      閲覧トークンの鍵のファイルを作ります。すでにあれば変えません
`;

type Options = Record<string, string | undefined>;
type Database = ReturnType<typeof connectPostgres>['db'];

const commands: Record<string, (db: Database, options: Options) => Promise<string>> = {
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
  'list-keys': async (db, { id }) => {
    const known = (await allIssuers(db)).filter((one) => id === undefined || one.id === id);
    const ofEach = await Promise.all(
      known.map(async (issuer) => {
        const keys = await keysOf(db, issuer.id);
        const lines = keys.map(
          ({ kid, purpose, status, pinnedAt }) => `  ${kid} ${purpose} ${status} ${pinnedAt.toISOString()}`,
        );
        return [`${issuer.id} ${issuer.name} (${issuer.numberPrefix})`, ...lines].join('\n');
      }),
    );
    return ofEach.join('\n');
  },
};

async function main(): Promise<void> {
  const option = { type: 'string' } as const;
  const names = ['id', 'name', 'prefix', 'keys', 'contacts', 'kid', 'status', 'since'];
  const flags = { 'dry-run': { type: 'boolean' }, help: { type: 'boolean' } } as const;
  const options = { ...Object.fromEntries(names.map((name) => [name, option])), ...flags };
  const { positionals, values } = parseArgs({ allowPositionals: true, options });
  const [name = '', file, ...more] = positionals;
  if (values.help || name === 'help') return void process.stdout.write(usage);
  if (name === 'make-view-token-key' && file !== undefined && more.length === 0) {
    if (!values['dry-run']) await writeSecretOnce(file, () => randomBytes(32).toString('base64url'));
    return void process.stdout.write(`${file}\n`);
  }
  const run = commands[name];
  if (!run || file !== undefined) throw new OperatorError(usage);
  const told = await onDatabase((db) => run(db, values as Options), { dryRun: values['dry-run'] === true });
  process.stdout.write(`${told}\n`);
}

/** In one transaction. A dry run does the same and takes it back. */
async function onDatabase(work: (db: Database) => Promise<string>, { dryRun }: { dryRun: boolean }): Promise<string> {
  const { databaseUrl } = withDatabaseUrl(readConfig(process.env, databaseSettings('D-Sure')));
  if (!dryRun) await migrateDatabase(databaseUrl, migrations);
  const postgres = connectPostgres(databaseUrl, { max: 1 });
  const done: { told?: string } = {};
  try {
    await postgres.db.transaction(async (tx) => {
      done.told = await work(tx as unknown as Database);
      if (dryRun) tx.rollback();
    });
  } catch (error) {
    if (done.told === undefined || !dryRun) throw error;
  } finally {
    await postgres.close();
  }
  return dryRun ? `(確認だけです。何も変えていません)\n${done.told}` : done.told!;
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
