import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bearer, createDsureClient } from '@e-surety/client/dsure';
import postgres from 'postgres';
import t, { type Test } from 'tap';
import { createTestDatabase } from '../../../scripts/testing/database.js';
import { environmentExample } from '../../../scripts/testing/environment-example.js';
import { dsureSettings, readDsureConfig } from '../src/config.js';
import { makeRevision, newCertificate, newIssuer, newKey } from './world.js';

// The built programs, as they are started in earnest.

const dist = (program: string) => fileURLToPath(new URL(`../dist/${program}.js`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'dsure-'));
t.teardown(() => rmSync(folder, { recursive: true }));
const viewTokenKeyFile = join(folder, 'view-token-key');
writeFileSync(viewTokenKeyFile, `${randomBytes(32).toString('base64url')}\n`);

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

async function run(program: string, args: string[], env: Record<string, string>): Promise<Ended> {
  const ending = promisify(execFile)(process.execPath, [dist(program), ...args], { env });
  return ending.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: Ended) => error,
  );
}

/** Starts D-Sure on a port of the system's choosing; resolves to its address once it listens. */
async function start(t: Test, databaseUrl: string) {
  const env = { DATABASE_URL: databaseUrl, VIEW_TOKEN_KEY_FILE: viewTokenKeyFile, PORT: '0' };
  const child = spawn(process.execPath, [dist('main')], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const exit = once(child, 'exit');
  t.teardown(() => child.kill('SIGKILL'));
  let log = '';
  for await (const chunk of child.stdout) {
    log += chunk;
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(log)?.[0];
    if (url) return { url, child, exit };
  }
  throw new Error(`D-Sure did not start: ${log}`);
}

t.test('says in one line which variable is missing or wrong, and does not repeat what may be a secret', async (t) => {
  const url = 'postgres://dsure:geheim@127.0.0.1:1/dsure';
  const cases: [Record<string, string>, RegExp][] = [
    [{}, /^DATABASE_URL is not set: .*PostgreSQL.*$/],
    [{ DATABASE_URL: 'mysql://x:geheim@y' }, /^DATABASE_URL is not usable: .*$/],
    [{ DATABASE_URL: url }, /^VIEW_TOKEN_KEY_FILE is not set: .*$/],
    [{ DATABASE_URL: url, VIEW_TOKEN_KEY_FILE: join(folder, 'nothing') }, /^VIEW_TOKEN_KEY_FILE .*ENOENT.*$/],
    [{ DATABASE_URL: url, VIEW_TOKEN_KEY_FILE: dist('main') }, /^VIEW_TOKEN_KEY_FILE .*32 bytes.*$/],
    [{ DATABASE_URL: url, VIEW_TOKEN_KEY_FILE: viewTokenKeyFile, PORT: '70000' }, /^PORT is not usable: .*$/],
  ];
  for (const [env, line] of cases) {
    t.throws(() => readDsureConfig(env), { name: 'ConfigError', message: line });
    t.throws(() => readDsureConfig(env), { message: /^(?!.*geheim)/ });
  }
  const unset = await run('main', [], {});
  t.equal(unset.code, 1);
  t.match(unset.stderr, /^D-Sure: DATABASE_URL is not set: .*\n$/);
  const unreachable = await run('main', [], { DATABASE_URL: url, VIEW_TOKEN_KEY_FILE: viewTokenKeyFile });
  t.equal(unreachable.code, 1);
  t.match(unreachable.stderr, /^D-Sure: nothing answers at 127\.0\.0\.1:1.*\n$/);
});

t.test('.env.example names every variable with its default, and nothing more', async (t) => {
  const example = environmentExample('dsure');
  const settings = Object.values(dsureSettings());
  t.strictSame([...example.keys()].sort(), settings.map(({ variable }) => variable).sort());
  for (const { variable, fallback } of settings) {
    const { value, isDefault } = example.get(variable)!;
    if (isDefault) t.equal(value, fallback, variable);
    else t.not(value, '', variable);
  }
});

t.test('two instances start at once on an empty database, take a deposit, and stop when told', async (t) => {
  const databaseUrl = await createTestDatabase(t, 'dsure_start');
  const [one, other] = await Promise.all([start(t, databaseUrl), start(t, databaseUrl)]);

  const issuer = { name: '見本建設業保証株式会社', ...newIssuer('mihon', '12', { now: new Date() }) };
  const keys = join(folder, 'jwks.json');
  writeFileSync(keys, JSON.stringify(issuer.keySet));
  const contacts = join(folder, 'contacts.json');
  const branch = { name: '長野支店', phone: '026-000-0000', hours: '9:00~17:00' };
  writeFileSync(contacts, JSON.stringify([branch]));
  const told = ['--id', 'mihon', '--name', issuer.name, '--prefix', '12', '--keys', keys, '--contacts', contacts];
  const asked = ['onboard-issuer', ...told];
  const env = { DATABASE_URL: databaseUrl };
  t.equal((await run('admin', asked, env)).stdout, 'issuer mihon: onboarded, 3 new keys pinned\n');
  t.match((await run('admin', ['list-keys'], env)).stdout, /^mihon .*\(12\)\n( {2}\S+ \w+ active .*\n){3}$/);
  t.equal((await run('admin', asked, env)).stdout, 'issuer mihon: known already, 0 new keys pinned\n');
  const retiring = ['set-key-status', '--kid', issuer.keySet.keys[0]!.kid, '--status', 'retired', '--dry-run'];
  t.match((await run('admin', retiring, env)).stdout, /何も変えていません[\s\S]*: retired\n$/);
  t.notMatch((await run('admin', ['list-keys'], env)).stdout, /retired/);
  const thief = [...asked];
  thief[2] = 'hikaku';
  const refused = await run('admin', thief, env);
  t.equal(refused.code, 1);
  t.equal(refused.stderr, 'D-Sure admin: prefix 12 belongs to issuer mihon\n');

  const audience = 'http://127.0.0.1:4200';
  const depositor = createDsureClient({
    baseUrl: one.url,
    callToken: () => issuer.call(undefined, new Date(), audience),
  });
  const key = newKey();
  const made = await makeRevision(issuer, newCertificate(issuer), key);
  const { guaranteeNumber } = made.certificate;
  const path = { guaranteeNumber, revision: '0' };
  t.match(await depositor.depositRevision({ path, body: made.body }), { ok: true, status: 201 });
  t.match(await depositor.depositRevision({ path, body: made.body }), { ok: true, status: 200 });

  const reader = createDsureClient({ baseUrl: other.url });
  const answer = await reader.lookUpCertificate({ body: { authenticationKey: key, guaranteeNumber } });
  const token = answer.ok ? answer.data.view.token : 'the look-up failed';
  const pdf = await reader.viewCertificatePdf({ path, headers: bearer(token) });
  t.ok(pdf.ok && Buffer.from(made.contents.pdf).equals(Buffer.from(pdf.data)), 'any instance reads the view token');
  const jws = await reader.viewCertificateJws({ path, headers: bearer(token) });
  t.match(jws, { ok: true, data: made.contents.certificate });
  t.match(await reader.lookUpCertificate({ body: { authenticationKey: newKey() } }), {
    ok: false,
    status: 404,
    problem: { code: 'certificate_not_found' },
  });
  t.match(await reader.listIssuers(), { ok: true, data: { issuers: [{ id: 'mihon', contacts: [branch] }] } });
  t.match(await reader.listIssuerKeys({ path: { issuer: 'mihon' } }), { ok: true, data: { keys: { length: 3 } } });

  one.child.kill('SIGTERM');
  other.child.kill('SIGINT');
  t.strictSame([(await one.exit)[0], (await other.exit)[0]], [0, 0]);
  const sql = postgres(databaseUrl, { max: 1 });
  const [left] = await sql`select count(*)::int as sessions from pg_stat_activity where datname = current_database()`;
  t.equal(left!.sessions, 1, 'no connection is left behind');
  await sql.end();
});

t.test('the admin command says what is wrong in the words of an operator', async (t) => {
  const databaseUrl = await createTestDatabase(t, 'dsure_admin');
  const env = { DATABASE_URL: databaseUrl };
  const keys = join(folder, 'broken.json');
  writeFileSync(keys, '{"keys": [{"kty": "RSA"}]}');
  const asked = ['onboard-issuer', '--id', 'mihon', '--name', '見本', '--prefix', '12', '--keys'];
  const cases: [string[], RegExp][] = [
    [['onboard'], /運用コマンド/],
    [['onboard-issuer', '--id', 'mihon'], /--keys is missing/],
    [[...asked, join(folder, 'nothing')], /cannot be read as JSON \(ENOENT\)/],
    [[...asked, keys], /keys\[0\] is no public key/],
    [['set-issuer-contacts', '--id', 'mihon', '--contacts', keys], /the contacts are no list of/],
    [['onboard-issuer', '--colour', 'red'], /Unknown option '--colour'/],
    [['set-key-status', '--kid', 'none', '--status', 'retired'], /no such key: none/],
    [['set-key-status', '--kid', 'none', '--status', 'compromised'], /a time since when/],
  ];
  for (const [args, words] of cases) {
    const { code, stderr } = await run('admin', args, env);
    t.equal(code, 1);
    t.match(stderr, words);
  }
});
