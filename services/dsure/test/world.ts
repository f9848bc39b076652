/** One D-Sure on a database of its own, two issuers that deposit in it, and a clock that tests can set. */
import { randomBytes, randomUUID } from 'node:crypto';
import {
  type AuthenticationKey,
  authenticationKeyEntropyBytes,
  authenticationKeyFrom,
  type Certificate,
  calendarDay as day,
  guaranteeNumberOf,
  originalCertificate,
  yen,
} from '@e-surety/domain';
import { deriveFromKey } from '@e-surety/seal/derive';
import { type Deposit, type Digest, digestOf, type KeyReplacement } from '@e-surety/seal/format';
import { type RevisionContents, sealDeposit, sealKeyReplacement } from '@e-surety/seal/seal';
import { createSigner, generatePrivateJwk, signCall, signCertificate, signEnvelope } from '@e-surety/seal/sign';
import type { Server } from '@e-surety/service-kit/http';
import { connectPostgres, migrateDatabase } from '@e-surety/service-kit/postgres';
import type { Test } from 'tap';
import { checkedInject } from '../../../scripts/testing/contract/check-answer.js';
import { ContractReader } from '../../../scripts/testing/contract/document.js';
import { createTestDatabase } from '../../../scripts/testing/database.js';
import { buildDsure, type DsureOptions } from '../src/app.js';
import { onboardIssuer } from '../src/issuers/onboard-issuer.js';
import { migrations } from '../src/migrations.js';

export const publicUrl = 'https://dsure.example.jp';
export const reader = new ContractReader('dsure');
export const worksName = '町道見本線 "第1工区" 道路改良工事';

export type World = Awaited<ReturnType<typeof startWorld>>;

export async function startWorld(t: Pick<Test, 'teardown'>, options: Partial<DsureOptions> = {}) {
  const databaseUrl = await createTestDatabase(t, 'dsure', (url) => migrateDatabase(url, migrations));
  const postgres = connectPostgres(databaseUrl);
  const clock = { now: new Date('2026-11-22T01:00:00Z') };
  const log: string[] = [];
  const dsureOptions: DsureOptions = {
    postgres,
    viewTokenKey: randomBytes(32),
    publicUrl,
    now: () => clock.now,
    logLevel: 'debug',
    logTo: { write: (line) => log.push(line) },
    ...options,
  };
  const app = await restarted();
  t.teardown(() => postgres.close());
  const inject = checkedInject(app, reader);
  const mihon = await onboard('mihon', '見本建設業保証株式会社', '12');
  const hikaku = await onboard('hikaku', '比較建設業保証株式会社', '34');
  return { app, postgres, databaseUrl, clock, log, inject, mihon, hikaku, lookUp, onboard, restarted };

  /** Another instance on the same database, with nothing in its memory. */
  async function restarted(): Promise<Server> {
    const instance = await buildDsure(dsureOptions);
    await instance.ready();
    t.teardown(() => instance.close());
    return instance;
  }

  async function onboard(id: string, name: string, numberPrefix: string) {
    const issuer = { name, ...newIssuer(id, numberPrefix, clock) };
    await onboardIssuer(postgres.db, { id, name, numberPrefix, keySet: issuer.keySet, now: clock.now });
    return { ...issuer, put };

    /** A call of this issuer, signed anew. */
    async function put(path: string, payload: object, token?: string) {
      const headers = { authorization: `Bearer ${token ?? (await issuer.call())}` };
      return inject({ method: 'PUT', url: `/v1/certificates/${path}`, headers, payload });
    }
  }

  function lookUp(authenticationKey: string, guaranteeNumber?: string, headers: Record<string, string> = {}) {
    const payload = { authenticationKey, ...(guaranteeNumber !== undefined && { guaranteeNumber }) };
    return inject({ method: 'POST', url: '/v1/look-ups', headers, payload });
  }
}

export type TestIssuer = World['mihon'];

/** An issuer with keys of its own making, which nobody has pinned yet. */
export function newIssuer(id: string, numberPrefix: string, clock: { now: Date }) {
  const purposes = ['certificate', 'envelope', 'call'] as const;
  const [certificate, envelope, call] = purposes.map((purpose) => generatePrivateJwk(purpose));
  const signers = {
    certificate: createSigner(certificate, { issuer: id, purpose: 'certificate' }),
    envelope: createSigner(envelope, { issuer: id, purpose: 'envelope' }),
    call: createSigner(call, { issuer: id, purpose: 'call' }),
  };
  const keySet = { keys: Object.values(signers).map(({ publicJwk }) => publicJwk) };
  return {
    ...{ id, numberPrefix, signers, keySet },
    call: (jti: string = randomUUID(), now = clock.now, audience = publicUrl) =>
      signCall({ audience, now, jti }, signers.call),
  };
}

let serial = 0;

/** An original certificate with names outside the usual set: U+FA10 would change if anything were normalised. */
export function newCertificate({
  id,
  name,
  numberPrefix,
}: Pick<TestIssuer, 'id' | 'name' | 'numberPrefix'>): Certificate {
  serial += 1;
  return originalCertificate({
    guaranteeNumber: guaranteeNumberOf({ issuerPrefix: numberPrefix, fiscalYear: 2026, serial }),
    kind: 'advance_payment',
    issuedOn: day('2026-11-05'),
    issuer: { id, name, address: '東京都中央区見本一丁目1番1号', representative: '代表取締役 見本 花子' },
    orderer: { code: '203629', name: '富士見町', signatory: { office: null, title: '富士見町長', name: null } },
    contractor: {
      name: '髙﨑\uFA10建設 株式会社',
      address: '長野県諏訪郡富士見町見本1番地',
      signatory: { office: null, title: '代表取締役', name: '髙﨑 \uFA10雄' },
      jointVenture: null,
    },
    works: {
      subject: 'construction',
      name: worksName,
      number: '建-8-123',
      place: '長野県諏訪郡富士見町',
      contractDate: day('2026-11-10'),
      contractNumber: null,
      contractPrice: yen(50_000_000),
      period: { from: day('2026-11-11'), to: day('2027-03-19') },
    },
    amount: yen(20_000_000),
    period: { from: day('2026-11-11'), to: day('2027-03-19') },
    terms: { name: '前払金保証約款', version: '見本' },
    remarks: '',
    depositary: '○○銀行 ××支店',
    redeposit: 'not_used',
    fiscalYearBase: null,
  });
}

export function newKey(): AuthenticationKey {
  return authenticationKeyFrom(randomBytes(authenticationKeyEntropyBytes));
}

export interface MadeRevision {
  certificate: Certificate;
  contents: RevisionContents;
  body: Deposit;
  digest: Digest;
  path: string;
}

/** Seals and signs a revision as an issuer does. */
export async function makeRevision(
  { signers }: Pick<TestIssuer, 'signers'>,
  certificate: Certificate,
  key: AuthenticationKey,
  { previous = null, keyGeneration = 1 }: { previous?: Digest | null; keyGeneration?: number } = {},
): Promise<MadeRevision> {
  const jws = await signCertificate(certificate, signers.certificate);
  const contents = { certificate: jws, pdf: Buffer.from(`%PDF-1.7\n% ${jws}\n%%EOF\n`) };
  const sealedAt = new Date('2026-11-22T00:59:00Z');
  const { envelope, parts } = sealDeposit(contents, { keyGeneration, previous, sealedAt }, deriveFromKey(key));
  const body = { envelope: await signEnvelope(envelope, signers.envelope), parts };
  const path = `${certificate.guaranteeNumber}/revisions/${certificate.revision}`;
  return { certificate, contents, body, digest: digestOf(body.envelope), path };
}

export async function makeReplacement(
  { signers }: Pick<TestIssuer, 'signers'>,
  made: readonly [MadeRevision, ...MadeRevision[]],
  key: AuthenticationKey,
  { keyGeneration = 2, previous = made.at(-1)!.digest }: { keyGeneration?: number; previous?: Digest } = {},
): Promise<{ body: KeyReplacement; digest: Digest; path: string }> {
  const [first, ...later] = made.map(({ contents }) => contents);
  const sealedAt = new Date('2026-11-22T00:59:30Z');
  const facts = { keyGeneration, previous, sealedAt };
  const { envelope, revisions } = sealKeyReplacement([first!, ...later], facts, deriveFromKey(key));
  const body = { envelope: await signEnvelope(envelope, signers.envelope), revisions };
  const path = `${made[0].certificate.guaranteeNumber}/key-generations/${keyGeneration}`;
  return { body, digest: digestOf(body.envelope), path };
}

/** A guarantee that is deposited already, with its key. */
export async function deposited(issuer: TestIssuer, certificate = newCertificate(issuer)) {
  const key = newKey();
  const made = await makeRevision(issuer, certificate, key);
  const answer = await issuer.put(made.path, made.body);
  if (answer.statusCode !== 201) throw new Error(`the deposit was refused: ${answer.body}`);
  return { key, made, answer, guaranteeNumber: made.certificate.guaranteeNumber };
}

/** Everything that a copy of the database would show. */
export async function dump({ postgres: { sql } }: Pick<World, 'postgres'>): Promise<string> {
  const tables = await sql`select tablename from pg_tables where schemaname = 'public' order by 1`;
  const contents = await Promise.all(
    tables.map(async ({ tablename }) => {
      const rows = await sql`select to_jsonb(t)::text as row from ${sql(tablename)} t order by 1`;
      return [`-- ${tablename}`, ...rows.map(({ row }) => row)].join('\n');
    }),
  );
  return contents.join('\n');
}
