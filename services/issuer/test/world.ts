/** One issuer on a database of its own, the companies and underwriters that call it, and a clock that tests can set. */
import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createDsureClient, type DsureClient } from '@e-surety/client/dsure';
import { yen } from '@e-surety/domain';
import { createPapers } from '@e-surety/papers';
import { createSigner, generatePrivateJwk, signCall } from '@e-surety/seal/sign';
import type { Server } from '@e-surety/service-kit/http';
import { connectPostgres, migrateDatabase } from '@e-surety/service-kit/postgres';
import { type Test, t as wholeFile } from 'tap';
import { makeSigner } from '../../../packages/papers/test/signers.js';
import { checkedInject, type Response } from '../../../scripts/testing/contract/check-answer.js';
import { ContractReader } from '../../../scripts/testing/contract/document.js';
import { createTestDatabase } from '../../../scripts/testing/database.js';
import { emptyFolder } from '../../../scripts/testing/stack.js';
import { createAccessTokens } from '../src/accounts/access-token.js';
import type { Caller } from '../src/accounts/caller.js';
import { type Scope, scopesOfRole } from '../src/accounts/roles.js';
import { buildIssuer } from '../src/app.js';
import type { Database } from '../src/db/database.js';
import { createKeyring } from '../src/issuance/keyring.js';
import type { SigningKeys } from '../src/issuance/signing-keys.js';
import { migrations } from '../src/migrations.js';
import { fileMailer } from '../src/notices/mailer.js';
import { issuerWork } from '../src/outbox/do-task.js';
import { doNextTask } from '../src/outbox/worker.js';
import { loadSetup } from '../src/setup/load-setup.js';
import type { World } from '../src/world.js';
import { testSetup } from './setup.js';

export const publicUrl = 'https://net-desk.example.jp';
export const reader = new ContractReader('issuer');

export type TestWorld = Awaited<ReturnType<typeof startWorld>>;

/** `dsureUrl`: where a D-Sure runs; without one, deposits reach nobody. `signingKeys`: those that it knows. `everyone`: all people can sign in. */
export async function startWorld(
  t: Pick<Test, 'teardown'>,
  { dsureUrl = 'http://127.0.0.1:1', signingKeys = newSigningKeys(), everyone, ...changes }: WorldOptions = {},
) {
  const databaseUrl = await createTestDatabase(t, 'issuer', (url) => migrateDatabase(url, migrations));
  const postgres = connectPostgres(databaseUrl);
  t.teardown(() => postgres.close());
  const setup = testSetup({ everyone: everyone ?? false });
  await loadSetup(postgres.db as unknown as Database, setup);

  const clock = { now: new Date('2026-11-23T01:00:00Z') };
  const log: string[] = [];
  const mailFolder = emptyFolder(t);
  const keyEncryptionKey = randomBytes(32).toString('base64url');
  const world: World = {
    db: postgres.db as unknown as Database,
    now: () => clock.now,
    entropy: (bytes) => randomBytes(bytes),
    publicUrl,
    issuer: setup.issuer,
    signingKeys,
    keyring: createKeyring({ active: 'test', keys: { test: keyEncryptionKey } }),
    papers,
    dsure: { client: dsureClient(dsureUrl, signingKeys), publicUrl: dsureUrl },
    mailer: fileMailer(mailFolder, '見本建設業保証株式会社 <no-reply@mihon.example.jp>'),
    webhookTargets: 'any',
    secondApprovalFrom: yen(100_000_000),
    ...changes,
  };
  const { purpose: _, ...accessTokenKey } = generatePrivateJwk('call');
  const tokens = createAccessTokens(accessTokenKey, publicUrl);
  const app: Server = await buildIssuer(world, {
    tokens,
    logLevel: 'debug',
    logTo: { write: (line) => log.push(line) },
    checkDatabase: () => postgres.sql`select 1`,
  });
  await app.ready();
  t.teardown(() => app.close());
  const inject = checkedInject(app, reader);
  const work = issuerWork(world, app.log);

  return {
    ...{ app, world, sql: postgres.sql, databaseUrl, setup, clock, log, inject, tokens, keyEncryptionKey },
    contractor: caller('contractor', 'marumaru-kensetsu'),
    /** Another company, which has no agreement on paying in a lump sum. */
    neighbour: caller('contractor', 'sankaku-doboku'),
    underwriter: caller('underwriter', null),
    admin: caller('admin', null),
    /** Another person of the head office, and one of a branch. */
    colleague: caller('underwriter', null, scopesOfRole.underwriter, { clientId: 'colleague' }),
    wakayama: caller('underwriter', null, scopesOfRole.underwriter, { clientId: 'wakayama', branches: ['wakayama'] }),
    caller,
    mails: () =>
      readdirSync(mailFolder).map((name) => readFileSync(`${mailFolder}/${name}`, 'utf8').replaceAll('\r\n', '\n')),
    /** Does all that is due by the clock; tells how many attempts that were. */
    workOff: async () => {
      let attempts = 0;
      while (await doNextTask(work)) attempts += 1;
      return attempts;
    },
    work,
    /** Whether a transaction comes to wait for what another holds. */
    somebodyWaits: async () => {
      const waiting = () =>
        postgres.sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      for (let look = 0; look < 300; look += 1) {
        if ((await waiting()).length > 0) return true;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return false;
    },
  };

  /** A system that calls with a token of this moment. */
  function caller(
    role: Caller['role'],
    contractorId: string | null,
    scopes: readonly Scope[] = scopesOfRole[role],
    { clientId = contractorId ?? role, branches = null }: { clientId?: string; branches?: string[] | null } = {},
  ) {
    const known = { actor: `client:${clientId}`, clientId, role, scopes, contractorId, branches } as unknown as Caller;
    const authorization = async () => ({ authorization: `Bearer ${await tokens.issue(known, clock.now)}` });
    const send = async (method: string, url: string, payload?: object, headers: Record<string, string> = {}) =>
      inject({ method, url, headers: { ...(await authorization()), ...headers }, ...(payload && { payload }) });
    return {
      authorization,
      get: (url: string) => send('GET', url),
      /** A request of its own each time, unless `headers` say otherwise. */
      post: (url: string, body?: object, headers: Record<string, string> = {}) =>
        send('POST', url, body, { 'idempotency-key': randomUUID(), ...headers }),
      patch: (url: string, body: object, headers: Record<string, string> = {}) => send('PATCH', url, body, headers),
      put: (url: string, body: object, headers: Record<string, string> = {}) => send('PUT', url, body, headers),
      delete: (url: string) => send('DELETE', url),
      upload: async (url: string, parts: Part[], headers: Record<string, string> = {}) => {
        const form = multipart(parts);
        const all = { ...(await authorization()), 'idempotency-key': randomUUID(), ...form.headers, ...headers };
        return inject({ method: 'POST', url, headers: all, payload: form.payload });
      },
    };
  }
}

export interface Part {
  field: string;
  content: string | Buffer;
  /** A part with a file name is a file. */
  fileName?: string;
}

export function multipart(parts: Part[]) {
  const boundary = `----${randomUUID()}`;
  const encoded = parts.flatMap(({ field, content, fileName }) => [
    `--${boundary}\r\ncontent-disposition: form-data; name="${field}"${fileName === undefined ? '' : `; filename="${fileName}"`}\r\n\r\n`,
    content,
    '\r\n',
  ]);
  const payload = Buffer.concat([...encoded, `--${boundary}--\r\n`].map((part) => Buffer.from(part as string)));
  return { headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, payload };
}

type WorldOptions = Partial<World> & { dsureUrl?: string; signingKeys?: SigningKeys; everyone?: boolean };
export type TestCaller = TestWorld['contractor'];

export function newSigningKeys(): SigningKeys {
  const signer = <P extends 'certificate' | 'envelope' | 'call'>(purpose: P) =>
    createSigner(generatePrivateJwk(purpose), { issuer: 'mihon', purpose });
  return {
    certificate: signer('certificate'),
    envelope: signer('envelope'),
    call: signer('call'),
    pdf: makeSigner('見本建設業保証株式会社'),
  };
}

export function dsureClient(
  baseUrl: string,
  { call }: SigningKeys,
  send: (request: Request) => Promise<globalThis.Response> = fetch,
): DsureClient {
  const callToken = () => signCall({ audience: baseUrl, now: new Date(), jti: randomUUID() }, call);
  return createDsureClient({ baseUrl, fetch: send, callToken, attempts: 1 });
}

/** One thread with the font for a whole file, started by the first paper. */
const papers = createPapers();
wholeFile.teardown(() => papers.close());

/** `409 fee_short`, or `200`: what an answer says in short. */
export function said(answer: Response): string {
  if (answer.statusCode < 400) return String(answer.statusCode);
  return `${answer.statusCode} ${(answer.json() as { code: string }).code}`;
}

/** The fields that a problem names. */
export function named(answer: Response): string[] {
  const { errors = [] } = answer.json() as { errors?: { pointer: string; code: string }[] };
  return errors.map(({ pointer, code }) => `${pointer} ${code}`);
}

/** What a copy of the database would show, table by table: of these tables, or of all. */
export async function dump({ sql }: Pick<TestWorld, 'sql'>, ...tables: string[]): Promise<Record<string, string>> {
  const all = await sql`select tablename from pg_tables where schemaname = 'public' order by 1`;
  const names = tables.length > 0 ? tables : all.map(({ tablename }) => tablename as string);
  const contents = await Promise.all(
    names.map(async (name) => {
      const rows = await sql`select to_jsonb(t)::text as row from ${sql(name)} t order by 1`;
      return [name, rows.map(({ row }) => row).join('\n')] as const;
    }),
  );
  return Object.fromEntries(contents);
}
