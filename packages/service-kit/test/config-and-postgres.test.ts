import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { bigint, date, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import postgres from 'postgres';
import t from 'tap';
import { createTestDatabase } from '../../../scripts/testing/database.js';
import {
  absoluteUrl,
  text as anyText,
  fileOf,
  oneOf,
  type Parser,
  portNumber,
  postgresUrl,
  readConfig,
  setting,
  trustedProxies,
} from '../src/config/index.js';
import { bytea, checkReady, compareTables, connectPostgres, migrateDatabase } from '../src/postgres/index.js';

const folder = mkdtempSync(join(tmpdir(), 'service-kit-'));
t.teardown(() => rmSync(folder, { recursive: true }));

const read = <T>(parse: Parser<T>, value: string | undefined, fallback?: string) =>
  readConfig({ X: value }, { x: setting('X', parse, 'what it is for', fallback) }).x;

t.test('a variable is read by its parser, or by its default as if that had been written', async (t) => {
  t.equal(read(portNumber, '4100'), 4100);
  t.equal(read(portNumber, undefined, '4200'), 4200);
  t.equal(read(portNumber, '', '4200'), 4200, 'an empty variable is not set');
  t.equal(read(absoluteUrl, 'https://example.jp/'), 'https://example.jp');
  t.equal(read(oneOf('a', 'b'), 'b'), 'b');
  t.strictSame(read(trustedProxies, '10.0.0.0/8, 192.0.2.1,'), ['10.0.0.0/8', '192.0.2.1']);
  t.strictSame(read(trustedProxies, undefined, ''), []);
  const file = join(folder, 'secret');
  writeFileSync(file, 'inside\n');
  t.equal(read(fileOf(anyText), file), 'inside');
});

t.test('what is missing or wrong is told in one line that names the variable, and never its value', async (t) => {
  const cases: [Parser<unknown>, string | undefined, string][] = [
    [anyText, undefined, 'X is not set: what it is for'],
    [portNumber, '65536', 'X is not usable: expected a port number, 0 to 65535'],
    [portNumber, '1e3', 'X is not usable: expected a port number, 0 to 65535'],
    [absoluteUrl, 'example.jp', 'X is not usable: expected a URL such as https://example.jp'],
    [trustedProxies, '10.0.0.0/33', 'X is not usable: expected addresses or networks such as 10.0.0.0/8, ::1'],
    [trustedProxies, 'proxy', 'X is not usable: expected addresses or networks such as 10.0.0.0/8, ::1'],
    [oneOf('a', 'b'), 'c', 'X is not usable: expected one of a, b'],
    [fileOf(anyText), folder, 'X is not usable: the file that it names cannot be read (EISDIR)'],
  ];
  for (const [parse, value, message] of cases) t.throws(() => read(parse, value), { name: 'ConfigError', message });
  t.throws(() => read(postgresUrl, 'mysql://u:geheim@h/d'), { message: /^X is not usable: (?!.*geheim)/ });
});

const things = pgTable('things', {
  id: text().primaryKey(),
  amount: bigint({ mode: 'number' }).notNull(),
  day: date({ mode: 'string' }),
  digest: bytea(),
  madeAt: timestamp('made_at', { withTimezone: true }).notNull(),
});

function migrationsOf(...files: string[]): string {
  const at = mkdtempSync(join(folder, 'migrations-'));
  mkdirSync(join(at, 'meta'));
  const entries = files.map((_, idx) => ({
    idx,
    version: '7',
    when: 1764000000000 + idx,
    tag: `000${idx}`,
    breakpoints: false,
  }));
  writeFileSync(join(at, 'meta/_journal.json'), JSON.stringify({ version: '7', dialect: 'postgresql', entries }));
  for (const [idx, sql] of files.entries()) writeFileSync(join(at, `000${idx}.sql`), sql);
  return at;
}

const first = `
-- Things; the comment and the semicolon in ';' are no trouble.
create table things (id text primary key, amount bigint not null, day date, digest bytea, made_at timestamptz not null);
create index things_by_day on things (day);`;

t.test('several instances that start at once migrate an empty database once', async (t) => {
  const url = await createTestDatabase(t, 'kit_migrate');
  const migrations = migrationsOf(first);
  await Promise.all(Array.from({ length: 4 }, () => migrateDatabase(url, migrations)));
  const later = migrationsOf(first, 'alter table things add column note text;');
  await Promise.all(Array.from({ length: 3 }, () => migrateDatabase(url, later)));
  const sql = postgres(url, { max: 1 });
  t.strictSame([...(await sql`select count(*)::int as made from drizzle.__drizzle_migrations`)], [{ made: 2 }]);
  const [{ locks } = {}] = await sql`
    select count(*)::int as locks from pg_locks join pg_database d on d.oid = database
     where locktype = 'advisory' and d.datname = current_database()`;
  t.equal(locks, 0, 'no lock is left behind');
  await sql.end();
});

t.test('a migration that fails changes nothing, and the next start tries again', async (t) => {
  const url = await createTestDatabase(t, 'kit_broken');
  await t.rejects(migrateDatabase(url, migrationsOf(first, 'create table more (id text); select no_such_function();')));
  const sql = postgres(url, { max: 1 });
  t.strictSame([...(await sql`select tablename from pg_tables where schemaname = 'public'`)], []);
  await sql.end();
  await migrateDatabase(url, migrationsOf(first));
});

t.test('bytes, days, yen and instants come back as they were stored', async (t) => {
  const url = await createTestDatabase(t, 'kit_values');
  await migrateDatabase(url, migrationsOf(first));
  const kit = connectPostgres(url, { max: 2 });
  await checkReady(kit);
  const row = {
    id: '\uFA10',
    amount: 999_999_999_999,
    day: '2026-11-22',
    digest: Buffer.from([0, 255, 7]),
    madeAt: new Date('2026-11-22T15:00:00.123Z'),
  };
  await kit.db.insert(things).values(row);
  t.strictSame(await kit.db.select().from(things).where(eq(things.digest, row.digest)), [row]);
  await kit.close();
});

t.test('where the tables in code differ from the real ones, each column is named', async (t) => {
  const url = await createTestDatabase(t, 'kit_compare');
  await migrateDatabase(url, migrationsOf(`${first} create table forgotten (id text);`));
  const kit = connectPostgres(url, { max: 1 });
  const different = pgTable('things', {
    id: text().primaryKey(),
    amount: integer().notNull(),
    day: date({ mode: 'string' }).notNull(),
    digest: bytea(),
    extra: text(),
  });
  t.strictSame(await compareTables(kit.sql, [different]), [
    'forgotten: this table is not described in code',
    'things.amount: code says integer not null, database says bigint not null',
    'things.day: code says date not null, database says date',
    'things.extra: code says text, database says nothing',
    'things.made_at: database says timestamp with time zone not null, code says nothing',
  ]);
  await kit.sql`drop table forgotten`;
  t.strictSame(await compareTables(kit.sql, [things]), []);
  await kit.close();
});
