import { randomBytes } from 'node:crypto';
import { yen } from '@e-surety/domain';
import { generatePrivateJwk } from '@e-surety/seal/sign';
import type { Server } from '@e-surety/service-kit/http';
import type { Postgres } from '@e-surety/service-kit/postgres';
import { createAccessTokens } from '../../../services/issuer/src/accounts/access-token.js';
import type { Caller } from '../../../services/issuer/src/accounts/caller.js';
import { scopesOfRole } from '../../../services/issuer/src/accounts/roles.js';
import { buildIssuer } from '../../../services/issuer/src/app.js';
import type { Database } from '../../../services/issuer/src/db/database.js';
import { createIssuerMetrics } from '../../../services/issuer/src/metrics.js';
import { loadSetup, type Setup } from '../../../services/issuer/src/setup/load-setup.js';
import type { World } from '../../../services/issuer/src/world.js';
import { demoSetup, newDemoAccounts } from '../../demo/setup.js';
import { now } from './fill.js';

export interface Asking {
  role: Caller['role'];
  contractorId?: string;
  branches?: string[];
  path: string;
}
export type Issuer = Awaited<ReturnType<typeof openIssuer>>;

/** The routes of an issuer that lists and issues nothing. */
export async function openIssuer(postgres: Postgres) {
  const db = postgres.db as unknown as Database;
  const setup = demoSetup(newDemoAccounts()) as unknown as Setup;
  await loadSetup(db, { ...setup, users: [] });
  const publicUrl = 'https://net-desk.example.jp';
  const { purpose: _, ...key } = generatePrivateJwk('call');
  const tokens = createAccessTokens(key, publicUrl);
  const metrics = createIssuerMetrics(db);
  const world = {
    db,
    now: () => now,
    entropy: (bytes: number) => randomBytes(bytes),
    publicUrl,
    issuer: setup.issuer,
    dsure: { publicUrl },
    webhookTargets: 'any',
    secondApprovalFrom: yen(100_000_000),
    metrics,
  } as unknown as World;
  const app: Server = await buildIssuer(world, {
    tokens,
    publishedKeys: [],
    logLevel: 'error',
    checkDatabase: () => postgres.sql`select 1`,
  });
  await app.ready();
  const ask = async ({
    role,
    contractorId = null,
    branches = null,
    path,
  }: Omit<Asking, 'contractorId' | 'branches'> & { contractorId?: string | null; branches?: string[] | null }) => {
    const known = {
      actor: 'client:bench',
      clientId: 'bench',
      role,
      scopes: scopesOfRole[role],
      contractorId,
      branches,
    };
    const authorization = `Bearer ${await tokens.issue(known as unknown as Caller, now)}`;
    const answer = await app.inject({ method: 'GET', url: path, headers: { authorization } });
    if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode} ${answer.body}`);
    if (!answer.headers['content-type']?.toString().includes('json')) return answer.body.split('\n').length;
    return Object.values(answer.json() as object).find(Array.isArray)?.length ?? 1;
  };
  return { db, sql: postgres.sql, metrics: metrics.registry, ask, close: () => app.close() };
}
