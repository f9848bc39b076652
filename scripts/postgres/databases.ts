import postgres from 'postgres';
import { passwordOf } from './secrets.js';
import { type PostgresServer, superuserUrl } from './server.js';

const services = ['issuer', 'dsure'] as const;
export type ServiceName = (typeof services)[number];

/**
 * One database and one role per service, made if absent. Neither role can enter the other's database:
 * the two meet only in the contract over HTTP.
 */
export async function prepareDatabases(server: PostgresServer): Promise<Record<ServiceName, string>> {
  await makeDatabases(superuserUrl(server), (name) => passwordOf(name, server.home));
  return { issuer: server.url('issuer', 'issuer'), dsure: server.url('dsure', 'dsure') };
}

export async function makeDatabases(superuserUrl: string, passwordFor: (name: ServiceName) => string): Promise<void> {
  const sql = connectAsSuperuser(superuserUrl);
  try {
    await closeToPublic(sql, 'postgres');
    await closeToPublic(sql, 'template1');
    for (const name of services) await createOwnDatabase(sql, name, passwordFor(name));
  } finally {
    await sql.end();
  }
}

/** A statement that fails is not quoted in the server's log: ours carry passwords. */
export function connectAsSuperuser(url: string): postgres.Sql {
  return postgres(url, { max: 1, onnotice: () => {}, connection: { log_min_error_statement: 'panic' } });
}

async function createOwnDatabase(sql: postgres.Sql, name: string, password: string): Promise<void> {
  const [found] = await sql`select 1 from pg_roles where rolname = ${name}`;
  await sql.unsafe(`${found ? 'alter' : 'create'} role ${name} login password '${password}'`);
  const [database] = await sql`select 1 from pg_database where datname = ${name}`;
  if (!database) await sql.unsafe(`create database ${name} owner ${name}`);
  await closeToPublic(sql, name);
}

export async function closeToPublic(sql: postgres.Sql, database: string): Promise<void> {
  await sql.unsafe(`revoke all on database ${database} from public`);
}
