import { createHmac, randomBytes } from 'node:crypto';
import type postgres from 'postgres';
import { closeToPublic, connectAsSuperuser } from '../postgres/databases.js';

interface WithTeardown {
  teardown(clean: () => unknown): unknown;
}

/**
 * An empty database with an owner of its own, on the server of this run of `npm test`; returns the owner's URL. It is dropped when `t` ends.
 *
 * With `migrate` the tables are made once per run in a template, and every later database is a copy of it. `name`
 * stands for that template: the same name must always come with the same migrations.
 */
export async function createTestDatabase(
  t: WithTeardown,
  name: string,
  migrate?: (url: string) => Promise<void>,
): Promise<string> {
  const superuserUrl = process.env.TEST_POSTGRES_URL!;
  const database = `${name}_${randomBytes(6).toString('hex')}`;
  const owner = migrate ? name : database;
  await asSuperuser(superuserUrl, async (sql) => {
    if (migrate) await createTemplate(sql, superuserUrl, name, migrate);
    else await createRole(sql, superuserUrl, owner);
    await sql.unsafe(`create database ${database} owner ${owner}${migrate ? ` template ${templateOf(name)}` : ''}`);
    await closeToPublic(sql, database);
  });
  t.teardown(() =>
    asSuperuser(superuserUrl, async (sql) => {
      await sql.unsafe(`drop database ${database} with (force)`);
      if (!migrate) await sql.unsafe(`drop role ${owner}`);
    }),
  );
  return urlFor(superuserUrl, owner, database);
}

/** Test files run side by side: the first one makes the template while the others wait at the lock. */
async function createTemplate(
  sql: postgres.Sql,
  superuserUrl: string,
  name: string,
  migrate: (url: string) => Promise<void>,
): Promise<void> {
  const template = templateOf(name);
  await sql`select pg_advisory_lock(hashtext(${template}))`;
  const [found] = await sql`select datistemplate as finished from pg_database where datname = ${template}`;
  if (!found?.finished) {
    if (found) await sql.unsafe(`drop database ${template} with (force)`);
    await createRole(sql, superuserUrl, name);
    await sql.unsafe(`create database ${template} owner ${name}`);
    await migrate(urlFor(superuserUrl, name, template));
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${template}`;
    await sql.unsafe(`alter database ${template} is_template true allow_connections false`);
  }
  await sql`select pg_advisory_unlock(hashtext(${template}))`;
}

function templateOf(name: string): string {
  return `${name}_template`;
}

async function createRole(sql: postgres.Sql, superuserUrl: string, role: string): Promise<void> {
  const [found] = await sql`select 1 from pg_roles where rolname = ${role}`;
  if (!found) await sql.unsafe(`create role ${role} login password '${passwordFor(superuserUrl, role)}'`);
}

function urlFor(superuserUrl: string, role: string, database: string): string {
  const url = new URL(superuserUrl);
  url.username = role;
  url.password = passwordFor(superuserUrl, role);
  url.pathname = `/${database}`;
  return url.href;
}

/** Derived, so that all files of a run know it without telling each other. */
function passwordFor(superuserUrl: string, role: string): string {
  return createHmac('sha256', new URL(superuserUrl).password).update(role).digest('base64url');
}

async function asSuperuser<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = connectAsSuperuser(url);
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}
