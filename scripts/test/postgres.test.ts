import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import postgres from 'postgres';
import t, { type Test } from 'tap';
import { refusal } from '../postgres/cluster.js';
import { prepareDatabases } from '../postgres/databases.js';
import { publicFolder } from '../postgres/home.js';
import { type PostgresOptions, type PostgresServer, startPostgres, superuserUrl } from '../postgres/server.js';
import { commandLine } from '../processes.js';
import { createTestDatabase } from '../testing/database.js';
import { emptyFolder } from '../testing/stack.js';

t.test('what was acknowledged is there after SIGKILL, at the same port', async (t) => {
  const folder = emptyFolder(t);
  const server = await start(t, folder, { durable: true });
  await query(superuserUrl(server), 'create table kept as select generate_series(1, 1000) as number');
  process.kill(server.pid, 'SIGKILL');
  await server.ended;
  const again = await start(t, folder, { durable: true });
  t.equal(again.port, server.port);
  t.same(await query(superuserUrl(again), 'select count(*)::int from kept'), [{ count: 1000 }]);
});

t.test('a server that outlived its starter is ended, and what it kept is opened', async (t) => {
  const folder = emptyFolder(t);
  const leftOver = await start(t, folder);
  await query(superuserUrl(leftOver), 'create table kept ()');
  const again = await start(t, folder);
  t.equal(commandLine(leftOver.pid), '');
  t.same(await query(superuserUrl(again), 'select count(*)::int from kept'), [{ count: 0 }]);
});

t.test('a port that somebody took meanwhile is left to them', async (t) => {
  const folder = emptyFolder(t);
  const server = await start(t, folder);
  await server.stop();
  const other = createServer().listen(server.port, '127.0.0.1');
  t.teardown(() => other.close());
  const again = await start(t, folder);
  t.not(again.port, server.port);
  t.same(await query(superuserUrl(again), 'select 1 as one'), [{ one: 1 }]);
});

t.test('each service enters its own database and no other', async (t) => {
  const server = await start(t, emptyFolder(t));
  const urls = await prepareDatabases(server);
  t.same(await prepareDatabases(server), urls, 'which can be prepared again');
  for (const name of ['issuer', 'dsure'] as const) {
    t.same(await query(urls[name], 'select current_user::text as me, current_database()::text as here'), [
      { me: name, here: name },
    ]);
    await query(urls[name], 'create table own ()');
    for (const other of ['issuer', 'dsure', 'postgres', 'template1'].filter((other) => other !== name)) {
      await t.rejects(query(server.url(name, other), 'select 1'), { code: '42501' }, `${name} in ${other}`);
    }
  }
  const wrong = urls.issuer.replace(/:[^:@]+@/, ':wrong@');
  await t.rejects(query(wrong, 'select 1'), { code: '28P01' }, 'nor does anybody without the password');
  await t.rejects(query(urls.issuer, "create role x password 'p4ssw0rd'"), { code: '42501' });
});

t.test('it listens to this machine alone, in UTF-8, and tells passwords to nobody else', async (t) => {
  const folder = emptyFolder(t);
  const server = await start(t, folder, { durable: true });
  await prepareDatabases(server);
  const settings = await query(
    superuserUrl(server),
    "select name, setting from pg_settings where name in ('listen_addresses', 'unix_socket_directories', 'server_encoding', 'fsync') order by name",
  );
  t.same(
    settings.map(({ name, setting }) => `${name}=${setting}`),
    ['fsync=on', 'listen_addresses=127.0.0.1', 'server_encoding=UTF8', 'unix_socket_directories='],
  );
  t.same(await query(superuserUrl(server), "select lower('ＡÀ') as lower"), [{ lower: 'ａà' }]);
  for (const role of ['postgres', 'issuer', 'dsure']) {
    const file = join(server.home.folder, `${role}.password`);
    t.equal(statSync(file).mode & 0o777, 0o600);
    t.notMatch(readFileSync(join(folder, 'log'), 'utf8'), readFileSync(file, 'utf8'));
  }
});

t.test('a data folder of another PostgreSQL is refused in one line, and left as it is', async (t) => {
  const folder = emptyFolder(t);
  const cluster = join(folder, 'postgres', 'cluster');
  mkdirSync(cluster, { recursive: true });
  writeFileSync(join(cluster, 'PG_VERSION'), '15\n');
  await t.rejects(start(t, folder), { message: /made by PostgreSQL 15, but this is 18: move that folder away/ });
  t.equal(readFileSync(join(cluster, 'PG_VERSION'), 'utf8'), '15\n');
});

t.test('an initdb that was interrupted is begun anew', async (t) => {
  const folder = emptyFolder(t);
  const half = join(folder, 'postgres', 'cluster.half');
  mkdirSync(half, { recursive: true });
  writeFileSync(join(half, 'PG_VERSION'), '18\n');
  t.same(await query(superuserUrl(await start(t, folder)), 'select 1 as one'), [{ one: 1 }]);
});

t.test('a full disk and a folder that cannot be written are told in one line', async (t) => {
  const full = 'initdb: error: could not write to file "pg_wal/xlogtemp.7": No space left on device';
  t.match(refusal(full, '/data'), { message: /^The disk that holds \/data is full: .+DATA_DIR\.$/, output: full });
  const closed = 'initdb: error: could not create directory "/data": Permission denied';
  t.match(refusal(closed, '/data'), { message: /^Cannot write \/data: .+DATA_DIR\.$/, output: closed });
});

t.test(
  'root in a closed home keeps the data where PostgreSQL can enter',
  { skip: process.getuid?.() !== 0 },
  async (t) => {
    const folder = emptyFolder(t);
    chmodSync(folder, 0o700);
    const server = await start(t, folder);
    t.teardown(() => rmSync(server.home.folder, { recursive: true }));
    t.match(server.home.folder, /^\/var\/lib\/e-surety\//);
    t.ok(lstatSync(join(folder, 'postgres')).isSymbolicLink());
    await query(superuserUrl(server), 'create table kept ()');
    await server.stop();
    const again = await start(t, folder);
    t.same(await query(superuserUrl(again), 'select count(*)::int from kept'), [{ count: 0 }]);
    await again.stop();

    rmSync(join(folder, 'postgres'));
    const anew = await start(t, folder);
    const setAside = readdirSync(publicFolder).filter((name) => name.startsWith(`${basename(server.home.folder)}.`));
    t.teardown(() => setAside.map((name) => rmSync(join(publicFolder, name), { recursive: true })));
    await t.rejects(query(superuserUrl(anew), 'select from kept'), { code: '42P01' }, 'a deleted folder begins anew');
    t.equal(setAside.length, 1, 'and what it had is set aside');
  },
);

t.test('test databases: empty, apart from each other, and copies of one template', async (t) => {
  let migrations = 0;
  const migrate = async (url: string) => {
    migrations++;
    await query(url, 'create table thing (name text)');
  };
  const urls = await Promise.all([1, 2, 3].map(() => createTestDatabase(t, 'copied', migrate)));
  for (const url of urls) {
    t.same(await query(url, 'select * from thing'), []);
    await query(url, "insert into thing values ('mine')");
  }
  t.equal(migrations, 1);
  const empty = await createTestDatabase(t, 'blank');
  await query(empty, 'create table thing (name text)');
  const { pathname } = new URL(urls[0]!);
  await t.rejects(query(Object.assign(new URL(empty), { pathname }).href, 'select 1'), { code: '42501' });
});

async function start(t: Test, folder: string, options?: Partial<PostgresOptions>): Promise<PostgresServer> {
  const server = await startPostgres(join(folder, 'postgres'), {
    log: join(folder, 'log'),
    durable: false,
    ...options,
  });
  t.teardown(() => server.stop());
  return server;
}

async function query(url: string, text: string): Promise<postgres.RowList<postgres.Row[]>> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe(text);
  } finally {
    await sql.end();
  }
}
