import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyFile, makeIssuerKeys, parseKeyringFile, publicKeys, rotatedKinds } from '@e-surety/issuer-keys';
import { migrateDatabase } from '@e-surety/service-kit/postgres';
import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import t from 'tap';
import { root } from '../../../scripts/root.js';
import { ofDsure } from '../../../scripts/stack/admin-command.js';
import { createTestDatabase } from '../../../scripts/testing/database.js';
import { environmentExample } from '../../../scripts/testing/environment-example.js';
import { emptyFolder } from '../../../scripts/testing/stack.js';
import { createAccessTokens } from '../src/accounts/access-token.js';
import type { Caller } from '../src/accounts/caller.js';
import { moveRequest } from '../src/applications/move-request.js';
import { issuerSettings, readIssuerConfig } from '../src/config.js';
import { webhookEndpoints } from '../src/db/tables.js';
import { createKeyring } from '../src/issuance/keyring.js';
import { createIssuerMetrics } from '../src/metrics.js';
import { migrations } from '../src/migrations.js';
import type { Operator } from '../src/operating/command.js';
import { commands } from '../src/operating/commands.js';
import { inTransaction } from '../src/operating/in-transaction.js';
import { runCommand } from '../src/operating/run-command.js';
import { loadSetup } from '../src/setup/load-setup.js';
import { secretOf } from '../src/webhooks/secrets.js';
import { application, journeys, performance } from './journey.js';
import { dump, publicUrl, said, startWorld } from './world.js';

const world = await startWorld(t);
const { inject, sql, workOff, clock } = world;
const { approved, submitted, read } = journeys(world);
const onlyPerformance = () => application({ guarantees: [performance()] });
world.world.metrics = createIssuerMetrics(world.world.db);

interface Asked {
  args?: string[];
  dryRun?: boolean;
  environment?: Record<string, string>;
  [option: string]: unknown;
}

/** What an operator does, and what it tells. */
function operate(name: string, { args = [], dryRun = false, environment = {}, ...options }: Asked = {}) {
  const { run } = commands[name]!;
  const operator = { positionals: args, options: options as Operator['options'], dryRun, environment, now: clock.now };
  return run.on === 'files' ? run.do(operator) : inTransaction(world.world.db, run.do, operator);
}

/** A folder with all keys, and an environment in which nothing is missing. */
async function wholeEnvironment(test: Parameters<typeof emptyFolder>[0]) {
  const folder = emptyFolder(test);
  await makeIssuerKeys(folder, '見本建設業保証株式会社');
  const { DATABASE_PASSWORD_FILE: _, ...example } = Object.fromEntries(
    [...environmentExample('issuer')].map(([name, { value }]) => [name, value]),
  );
  return { folder, environment: { ...example, KEYS_DIR: folder } as Record<string, string> };
}

t.test('.env.example names every variable with its default, and nothing more', async (t) => {
  const settings = Object.values(issuerSettings({}));
  const example = environmentExample('issuer');
  t.strictSame([...example.keys()].sort(), settings.map(({ variable }) => variable).sort());
  for (const { variable, fallback } of settings) {
    const { value, isDefault } = example.get(variable)!;
    if (isDefault) t.equal(value, fallback, variable);
    else t.not(value, '', variable);
  }
  const { environment } = await wholeEnvironment(t);
  t.match(readIssuerConfig(environment), { port: 4100, mailFrom: /@example\.jp>$/ });
});

t.test('each wrong value stops the start, in one line that names the variable and what is expected', async (t) => {
  const { environment } = await wholeEnvironment(t);
  const wrong: [string, string, RegExp][] = [
    ['DATABASE_URL', 'mysql://geheim', /expected a PostgreSQL URL/],
    ['DATABASE_PASSWORD_FILE', '/nothing/geheim', /cannot be read \(ENOENT\)/],
    ['KEYS_DIR', '/nothing/geheim', /certificate\.private\.jwk\.json in that folder/],
    ['DSURE_URL', 'geheim', /expected a URL/],
    ['DSURE_PUBLIC_URL', 'geheim', /expected a URL/],
    ['TSA_URL', 'geheim', /expected/],
    ['PORT', '70000', /expected a port number/],
    ['PUBLIC_URL', 'ftp://geheim', /expected a URL/],
    ['SMTP_URL', 'geheim', /expected a URL such as smtp:/],
    ['MAIL_FROM', 'geheim', /expected an address such as/],
    ['SECOND_APPROVAL_FROM', '1億geheim', /expected an amount of yen/],
    ['WEBHOOK_TARGETS', 'geheim', /expected one of public, any/],
    ['LOG_LEVEL', 'geheim', /expected one of fatal, error/],
    ['TRUSTED_PROXIES', 'geheim', /expected addresses or networks/],
  ];
  for (const [name, value, expected] of wrong) {
    t.throws(() => readIssuerConfig({ ...environment, [name]: value }), {
      name: 'ConfigError',
      message: new RegExp(`^${name} is not usable: (?!.*geheim$).*${expected.source}`),
    });
  }
  for (const name of ['DATABASE_URL', 'KEYS_DIR', 'DSURE_URL', 'MAIL_FROM']) {
    const without = { ...environment, [name]: '', ...(name === 'DSURE_URL' && { DSURE_PUBLIC_URL: '' }) };
    t.throws(() => readIssuerConfig(without), { message: new RegExp(`^${name} is not set: `) });
  }
});

t.test('without the demo data there is no user, no client, no password and no key', async (t) => {
  const url = await createTestDatabase(t, 'issuer', (to) => migrateDatabase(to, migrations));
  const empty = postgres(url, { max: 1 });
  const { issuer, feePayment } = world.setup;
  await loadSetup(drizzle(empty) as never, { issuer, feePayment });
  const filled = Object.entries(await dump({ sql: empty })).filter(([, rows]) => rows !== '');
  t.strictSame(
    filled.map(([table]) => table),
    ['dsure_feed', 'issuer_profile'],
  );
  await empty.end();
  t.throws(() => readIssuerConfig({ ...Object.fromEntries([['KEYS_DIR', emptyFolder(t)]]), DATABASE_URL: url }), {
    message: /^KEYS_DIR is not usable: certificate\.private\.jwk\.json .*ENOENT/,
  });
});

t.test(
  'what docs/operate.md has an operator type is a command, and sets a new company up, dry runs included',
  async (t) => {
    const page = readFileSync(join(root, 'docs/operate.md'), 'utf8');
    const typed = [...page.matchAll(/npm run (?:--silent )?admin -- ([^#>`\n]+)/g)].map(([, line]) =>
      [...line!.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, word]) => quoted ?? word!),
    );
    const known = [...Object.keys(commands), ...ofDsure];
    t.strictSame(
      typed.map(([name]) => name!).filter((name) => name !== 'help' && !known.includes(name)),
      [],
    );
    t.strictSame(
      known.filter((name) => !page.includes(name)),
      [],
      'and the page names each of them',
    );

    const folder = emptyFolder(t);
    const { issuer, feePayment } = world.setup;
    writeFileSync(join(folder, 'setup.json'), JSON.stringify({ issuer, feePayment }));
    writeFileSync(join(folder, 'keys.json'), JSON.stringify({ keys: [] }));
    const files = (word: string) => (/^\w+\.json$/.test(word) ? join(folder, word) : word);
    const environment = {
      ...{ KEYS_DIR: join(folder, 'keys'), PUBLIC_URL: publicUrl },
      DATABASE_URL: await createTestDatabase(t, 'issuer'),
    };
    const run = (words: string[], ...more: string[]) =>
      runCommand([...words.map(files), ...more], environment, clock.now);
    await t.rejects(run(['load-setup', 'setup.json'], '--dry-run'), {
      message: /データベースがまだこの版になっていない/,
    });
    const told: Record<string, string> = {};
    for (const words of typed.filter(([name]) => Object.hasOwn(commands, name!))) {
      told[words[0]!] = await run(words);
      t.match(await run(words, '--dry-run'), /^\(確認だけです。何も変えていません\)\n/, words[0]!);
    }
    t.match(told['first-admin'], new RegExp(`${publicUrl}/password#`));
    t.match(told.recheck, '点検 0件 0版、異常 0');
    t.equal((JSON.parse(told['publish-keys']!) as { keys: object[] }).keys.length, 3);
  },
);

t.test('the first administrator sets a password by a link that works once; a dry run gives none', async (t) => {
  const asked = { 'login-id': 'first', name: '管理 一郎', email: 'first@example.jp' };
  const environment = { PUBLIC_URL: `${publicUrl}/` };
  t.notMatch(await operate('first-admin', { ...asked, environment, dryRun: true }), /#/);
  t.equal((await sql`select 1 from users where login_id = 'first'`).length, 0);
  const lost = await operate('first-admin', { ...asked, environment });
  await sql`update password_tokens set expires_at = now() - interval '30 days'`;
  const told = await operate('first-admin', { ...asked, environment });
  t.equal((await sql`select 1 from password_tokens`).length, 1, 'a link whose time is over is forgotten');
  t.not(lost, told, 'another link, as long as none was used');
  const token = new RegExp(`${publicUrl}/password#([\\w-]{43})\n`).exec(told)![1]!;
  const payload = { token, password: 'correct horse battery' };
  t.equal(said(await inject({ method: 'POST', url: '/v1/passwords', payload })), '204');
  t.equal(said(await inject({ method: 'POST', url: '/v1/passwords', payload })), '410 password_token_invalid');
  await t.rejects(operate('first-admin', { ...asked, 'login-id': 'second' }), { message: /管理者 first がいます/ });
});

t.test('every kind of key is rotated without a moment in which something old is refused', async (t) => {
  const { folder, environment } = await wholeEnvironment(t);
  const config = () => readIssuerConfig(environment).keys;
  const before = config();
  const tokensOf = ({ accessToken, acceptedAccessTokens }: typeof before) =>
    createAccessTokens(accessToken, publicUrl, acceptedAccessTokens);
  const who = { role: 'admin', clientId: 'x', scopes: [] } as unknown as Caller;
  const old = await tokensOf(before).issue(who, clock.now);
  const keysDir = { environment: { KEYS_DIR: folder } };

  const files = () => rotatedFiles(folder).map((file) => readFileSync(file, 'utf8'));
  const untouched = files();
  for (const kind of rotatedKinds) {
    await operate('rotate-key', { ...keysDir, args: [kind], dryRun: true });
    await t.rejects(operate('rotate-key', { ...keysDir, args: [kind], activate: true }), {
      message: /先に rotate-key/,
    });
  }
  t.strictSame(files(), untouched, 'a dry run changes nothing, nor does what comes too early');

  for (const kind of rotatedKinds) await operate('rotate-key', { ...keysDir, args: [kind] });
  const prepared = config();
  t.equal(prepared.certificate.kid, before.certificate.kid, 'what is prepared does not sign yet');
  t.equal(prepared.published.length, 8, 'and is published, for D-Sure to pin, or for whoever checks a PDF');
  t.equal(prepared.keyring.active, before.keyring.active);

  for (const kind of rotatedKinds) await operate('rotate-key', { ...keysDir, args: [kind], activate: true });
  const after = config();
  for (const kind of ['certificate', 'envelope', 'call', 'accessToken'] as const)
    t.not(after[kind].kid, before[kind].kid, kind);
  t.not(after.pdf.certificatePem, before.pdf.certificatePem);
  t.equal(after.keyring.active, prepared.keyring.next);
  t.strictSame(
    new Set(after.published.map(({ kid }) => kid)),
    new Set(prepared.published.map(({ kid }) => kid)),
    'old public keys stay published',
  );
  t.notMatch(JSON.stringify(await operate('publish-keys', keysDir)), /"d"|access-token/);
  const young = await tokensOf(after).issue(who, clock.now);
  t.ok(await tokensOf(after).read(old, clock.now), 'a token of the old key is read by the new');
  const inMinutes = (minutes: number) => new Date(clock.now.getTime() + minutes * 60_000);
  const stolen = await tokensOf(before).issue(who, inMinutes(20));
  t.ok(await tokensOf(after).read(stolen, inMinutes(30)));
  t.equal(await tokensOf(after).read(stolen, inMinutes(31)), null, 'half an hour later none, however fresh');
  t.ok(await tokensOf(prepared).read(young, clock.now), 'and one of the new by an instance that is still the old');
  t.equal(await tokensOf(before).read(young, clock.now), null);
  t.equal(publicKeys(folder).keys.length, 6);
});

t.test('a stolen key is given up: its tokens at once, and what it signs by name', async (t) => {
  const { folder, environment } = await wholeEnvironment(t);
  const config = () => readIssuerConfig(environment).keys;
  const keysDir = { environment: { KEYS_DIR: folder } };
  const { accessToken } = config();
  const stolen = await createAccessTokens(accessToken, publicUrl).issue(
    { role: 'admin', clientId: 'x', scopes: [] } as unknown as Caller,
    clock.now,
  );
  const activate = { ...keysDir, activate: true, compromised: true };
  await operate('rotate-key', { ...keysDir, args: ['access-token'] });
  await t.rejects(operate('rotate-key', { ...activate, args: ['certificate'] }), { message: /mark-key-compromised/ });
  await operate('rotate-key', { ...activate, args: ['access-token'] });
  const after = config();
  const tokens = createAccessTokens(after.accessToken, publicUrl, after.acceptedAccessTokens);
  t.equal(await tokens.read(stolen, clock.now), null);

  const marks = (kid: string, since: string, dryRun = false) =>
    operate('mark-key-compromised', { ...keysDir, kid, since, dryRun });
  const published = (kid: string) => config().published.find((key) => key.kid === kid);
  for (const { kid, purpose } of config().published) {
    await marks(kid, '2026-11-20T00:00:00Z', true);
    t.match(published(kid), { status: 'active', compromisedSince: null }, `a dry run publishes nothing, ${purpose}`);
    t.match(await marks(kid, '2026-11-20T00:00:00Z'), /先に rotate-key/);
    await marks(kid, '2026-11-19T00:00:00Z');
    await t.rejects(marks(kid, '2026-11-21T00:00:00Z'), { message: /後の時刻にはできません/ });
    t.match(published(kid), { status: 'compromised', compromisedSince: '2026-11-19T00:00:00.000Z' });
  }
  const { kid } = config().certificate;
  await operate('rotate-key', { ...keysDir, args: ['certificate'] });
  await operate('rotate-key', { ...keysDir, args: ['certificate'], activate: true });
  t.match(published(kid), { status: 'compromised' }, 'it stays so when another signs');
  t.match(published(config().certificate.kid), { status: 'active' });
  await t.rejects(marks('nobody', '2026-11-20T00:00:00Z'), { message: /nobody という鍵はありません/ });
  await t.rejects(marks(kid, '2126-11-20T00:00:00Z'), { message: /--since/ });
  t.notMatch(await operate('publish-keys', keysDir), /status|compromised/, 'D-Sure pins bare keys');
});

const rotatedFiles = (folder: string) => [
  ...(['certificate', 'envelope', 'call', 'access-token'] as const).map((kind) => keyFile.jwk(folder, kind)),
  ...[keyFile.keyring(folder), keyFile.pdfKey(folder), keyFile.pdfCertificate(folder)],
];

t.test(
  'authentication keys go under a new key-encryption key, and the old one is dropped when nothing needs it',
  async (t) => {
    const { folder } = await wholeEnvironment(t);
    const keysDir = { environment: { KEYS_DIR: folder } };
    const keyring = () => parseKeyringFile(readFileSync(keyFile.keyring(folder), 'utf8'));
    const old = keyring();
    world.world.keyring = createKeyring(old);
    await approved(onlyPerformance());
    await workOff();
    const url = 'https://hooks.example.jp/e-surety';
    const registered = await world.contractor.post('/v1/webhook-endpoints', { url, description: '', eventTypes: null });
    const endpoint = registered.json() as { id: string; secret: string };
    t.equal(said(registered), '201');
    const underOld = () => sql`select 1 from guarantees where key_encryption_key = ${old.active}`;
    t.equal((await underOld()).length, 1);
    await operate('rotate-key', { ...keysDir, args: ['key-encryption'] });
    await operate('rotate-key', { ...keysDir, args: ['key-encryption'], activate: true });
    t.match(await operate('drop-old-encryption-keys', keysDir), /使われていない鍵はありません/);
    t.match(await operate('reencrypt-keys', { ...keysDir, dryRun: true }), /^2件/);
    t.equal((await underOld()).length, 1, 'a dry run has left it where it was');
    t.match(await operate('reencrypt-keys', keysDir), /^2件/);
    t.equal((await underOld()).length, 0);
    await operate('drop-old-encryption-keys', { ...keysDir, dryRun: true });
    t.ok(Object.hasOwn(keyring().keys, old.active));
    t.match(await operate('drop-old-encryption-keys', keysDir), new RegExp(old.active));
    t.notOk(Object.hasOwn(keyring().keys, old.active));
    const [kept] = await world.world.db.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, endpoint.id));
    t.equal(secretOf({ keyring: createKeyring(keyring()) }, kept!), endpoint.secret);
    const [row] = await sql`select * from guarantees where key_encryption_key = ${keyring().active}`;
    const { key_ciphertext: ciphertext, key_encryption_key: keyEncryptionKey, guarantee_number: number } = row!;
    t.match(createKeyring(keyring()).decrypt({ ciphertext, keyEncryptionKey }, number), /^[0-9A-Z]{28}$/);
  },
);

t.test('what is held, and what was given up, is taken up again by command; a dry run only tells', async (t) => {
  const { id } = await approved(onlyPerformance());
  await workOff();
  const issue = { applicationId: id, kind: 'performance' } as const;
  await moveRequest(world.world.db, issue, 'hold', { now: clock.now, message: 'D-Sureが鍵を知りません' });
  await sql`delete from outbox where task_key = ${`${id}/performance`}`;
  const statusOf = async () => (await read(id)).guarantees[0]!.status;

  t.match(await operate('status'), /発行保留 1件\n.*D-Sureが鍵を知りません/);
  t.match(await operate('redrive-held', { dryRun: true }), /1件を再開します/);
  t.equal(await statusOf(), 'held');
  t.match(await operate('redrive-held', { args: [id] }), /D-Sureが鍵を知りません\)\n1件を再開します/);
  t.equal(await statusOf(), 'issuing');
  t.match(await operate('redrive-held'), /保留はありません/);

  await sql`update outbox set dead_at = now(), attempts = 60, last_error = 'ECONNREFUSED'`;
  const dead = () => sql`select 1 from outbox where dead_at is not null`;
  const all = (await dead()).length;
  t.match(await operate('redrive-outbox', { topic: 'send_nothing' }), /あきらめた処理はありません/);
  t.match(
    await operate('redrive-outbox', { dryRun: true }),
    new RegExp(`issue_certificate ${id}/performance[\\s\\S]*${all}件`),
  );
  t.equal((await dead()).length, all);
  await operate('redrive-outbox');
  t.equal((await dead()).length, 0);
  const acts = await sql`select act from audit_trail where actor = 'command' order by at, id`;
  t.ok(acts.some(({ act }) => act === 'resume_held') && acts.some(({ act }) => act === 'redrive_outbox'));
});

t.test('a task runs under the id of the request that asked for it, and is counted by what became of it', async (t) => {
  const { id, etag } = await submitted(onlyPerformance());
  const headers = { 'x-request-id': 'asked-by-7', 'if-match': etag };
  const body = { guarantees: [{ kind: 'performance', decision: 'approve', message: null }] };
  t.equal(said(await world.underwriter.post(`/v1/applications/${id}/review`, body, headers)), '200');
  const [task] = await sql`select request_id from outbox where task_key = ${`${id}/performance`}`;
  t.equal(task!.request_id, 'asked-by-7');
  world.log.length = 0;
  clock.now = new Date(clock.now.getTime() + 60_000);
  await workOff();
  t.ok(
    world.log.some((line) => line.includes('"requestId":"asked-by-7"') && line.includes('issue_certificate')),
    'the log names it',
  );
  const numbers = await world.world.metrics!.registry.metrics();
  t.match(numbers, /issuer_tasks_total\{topic="issue_certificate",result="failed"\} \d/);
  t.match(numbers, /issuer_unfinished_issues\{state="issuing"\} [1-9]/);
  t.match(numbers, /issuer_outbox_tasks\{state="(due|waiting)"\} [1-9]/);
  t.notMatch(numbers, new RegExp(id));

  const age = async (dueAt: string) => {
    const nextAt = `${dueAt} + interval '1 hour'`;
    await sql`update outbox set created_at = now() - interval '14 days', dead_at = null`;
    await sql.unsafe(`update outbox set due_at = ${dueAt}, next_at = ${nextAt}`);
    return Number(/issuer_outbox_age_seconds (\d+)/.exec(await world.world.metrics!.registry.metrics())![1]);
  };
  t.equal(await age("now() + interval '1 day'"), 0, 'what was asked for long ago and waits for its day is not late');
  t.equal(await age("now() - interval '10 minutes'"), 600, 'and what was tried in vain is, between its attempts too');
  await sql`update outbox set dead_at = now()`;
  t.match(await operate('status'), /^処理待ち 0件\n/);
});
