import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres, { type Sql } from 'postgres';
import { makeDatabases } from '../../postgres/databases.js';
import { freePort } from '../../postgres/port.js';
import { startThrowAwayPostgres } from '../../postgres/throw-away.js';
import { root } from '../../root.js';
import { dsureEnvironment } from '../../stack/environment.js';
import { makeViewTokenKey } from '../../stack/keys.js';
import { builtPrograms } from '../../stack/programs.js';
import { launchService, type Service } from '../../stack/service.js';
import { type BenchIssuer, company, newIssuer } from './issuer.js';

export interface Launched {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

export interface World {
  dsure: Launched;
  bare: Launched;
  bareAsServicesAre: Launched;
  issuer: BenchIssuer;
  /** The server's first process. */
  postgres: number;
  databaseUrl: string;
  /** As superuser, in D-Sure's database. */
  sql: Sql;
  /** Another D-Sure on the same data. */
  launchDsure(databaseUrl: string): Promise<Launched>;
  stop(): Promise<void>;
}

/** A throw-away PostgreSQL, the built D-Sure on it with an issuer that it knows, and the two bare servers beside it. */
export async function startWorld({ profile }: { profile?: string | undefined }): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'e-surety-bench-'));
  const server = await startThrowAwayPostgres();
  const password = randomBytes(24).toString('base64url');
  await makeDatabases(server.superuserUrl, () => password);
  const databaseUrl = urlOf(server.superuserUrl, { username: 'dsure', password, pathname: '/dsure' });
  const sql = postgres(urlOf(server.superuserUrl, { pathname: '/dsure' }), { max: 1, onnotice: () => {} });
  const viewTokenKeyFile = await makeViewTokenKey(folder);
  const launched: Launched[] = [];

  async function launch(
    title: string,
    program: string,
    environment: (port: number) => Record<string, string>,
    nodeOptions: string[] = [],
  ) {
    const port = await freePort();
    const log = join(folder, `${title}.log`);
    const service: Service = launchService({
      title,
      program,
      port,
      portVariable: 'PORT',
      environment: environment(port),
      log,
      nodeOptions,
    });
    const one = { url: `http://127.0.0.1:${port}`, pid: service.pid, stop: () => service.stop() };
    launched.push(one);
    await service.ready();
    return one;
  }

  // A balancer stands before it, as in earnest, so that failures count for whom the balancer names.
  const launchDsure = (url: string, nodeOptions: string[] = []) =>
    launch(
      'D-Sure',
      builtPrograms.dsure.main,
      (port) => ({
        ...dsureEnvironment({ port, url: `http://127.0.0.1:${port}`, databaseUrl: url }, viewTokenKeyFile),
        TRUSTED_PROXIES: '127.0.0.1',
      }),
      nodeOptions,
    );
  const launchBare = (setup: 'plain' | 'as-services-are') =>
    launch(setup, join(root, 'scripts/dist/bare-server.js'), (port) => ({
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      SETUP: setup,
    }));

  const dsure = await launchDsure(
    databaseUrl,
    profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`],
  );
  const issuer = newIssuer(dsure.url);
  await onboard(databaseUrl, issuer, folder);
  return {
    ...{ dsure, issuer, databaseUrl, sql, launchDsure },
    bare: await launchBare('plain'),
    bareAsServicesAre: await launchBare('as-services-are'),
    postgres: server.pid,
    stop: async () => {
      await Promise.all(launched.map((one) => one.stop()));
      await sql.end();
      await server.remove();
      rmSync(folder, { recursive: true });
    },
  };
}

async function onboard(databaseUrl: string, { keySet }: BenchIssuer, folder: string): Promise<void> {
  const keys = join(folder, 'jwks.json');
  writeFileSync(keys, JSON.stringify(keySet));
  const { id, name, prefix } = company;
  const asked = ['onboard-issuer', '--id', id, '--name', name, '--prefix', prefix, '--keys', keys];
  const env = { PATH: process.env.PATH, DATABASE_URL: databaseUrl };
  await promisify(execFile)(process.execPath, [builtPrograms.dsure.admin, ...asked], { env });
}

function urlOf(url: string, parts: Partial<Pick<URL, 'username' | 'password' | 'pathname'>>): string {
  return Object.assign(new URL(url), parts).href;
}
