import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { bearer, createDsureClient } from '@e-surety/client/dsure';
import { guaranteeNumberOf, parseAuthenticationKey } from '@e-surety/domain';
import { keyFile } from '@e-surety/issuer-keys';
import { deriveFromKey } from '@e-surety/seal/derive';
import { createSigner, signCall } from '@e-surety/seal/sign';
import { pinKey, verifyCertificate } from '@e-surety/seal/verify';
import postgres from 'postgres';
import { Webhook } from 'standardwebhooks';
import t, { type Test } from 'tap';
import { given, systemOf } from '../demo/caller.js';
import type { DemoGuarantee } from '../demo/demo.js';
import { playDemo } from '../demo/play.js';
import { runPage } from '../testing/run-page.js';
import { joinSecondIssuer } from '../testing/second-issuer.js';
import { startTestStack } from '../testing/stack.js';
import {
  acknowledge,
  applyFor,
  approveBoth,
  claim,
  fetchNotice,
  lookUp,
  openDesks,
  recordPayment,
  replaceKey,
  until,
} from './people.js';

t.test('from the application to the look-up, as npm start plays it', async (t) => {
  const stack = await startTestStack(t);
  // Both take their time, and nobody has to wait for them yet.
  const [joining, opening] = [joinSecondIssuer(t, stack), openDesks(t, stack)];
  const guarantees = await playDemo(stack);
  const dsure = createDsureClient({ baseUrl: stack.dsureUrl });
  const tokens: string[] = [];
  const contractor = systemOf(stack.issuerUrl, stack.accounts.contractor);
  const webhooks = await startReceiver(t);
  const endpoint = { url: webhooks.url, description: '', eventTypes: ['certificate.viewed' as const] };
  const { secret } = (await given(contractor.registerWebhookEndpoint({ body: endpoint }))).data;

  await t.test('the orderer reads both guarantees with their keys', async (t) => {
    const seen = await Promise.all(guarantees.map((one) => dsure.lookUpCertificate({ body: one })));
    for (const answer of seen) {
      if (!answer.ok) throw new Error(answer.problem.detail);
      const { certificate, status, verification, view } = answer.data;
      tokens.push(view.token);
      t.equal(certificate.orderer.name, '富士見町');
      t.equal(certificate.contractor.name, '○○建設 株式会社');
      t.equal(certificate.works.contractPrice, 50_000_000);
      t.equal(status, 'in_force');
      t.same(
        verification.filter(({ result }) => result === 'failed'),
        [],
        'and every check is passed',
      );
    }
    t.same(
      seen.map((answer) => answer.ok && [answer.data.certificate.kind, answer.data.certificate.amount]),
      [
        ['advance_payment', 20_000_000],
        ['performance', 5_000_000],
      ],
    );
  });

  await t.test(
    'that they were read reaches the contractor within seconds, by webhook and on the timeline',
    async (t) => {
      const deadline = Date.now() + 20_000;
      while (webhooks.received.length < 2 && Date.now() < deadline) await sleep(50);
      const told = webhooks.received.map(({ headers, body }) => new Webhook(secret).verify(body, headers) as ToldEvent);
      const numbers = guarantees.map(({ guaranteeNumber }) => guaranteeNumber);
      t.same(told.map(({ data }) => data.guaranteeNumber).sort(), numbers.sort());
      const path = { guaranteeNumber: numbers[0]! };
      const { timeline } = (await given(contractor.readGuaranteeTimeline({ path }))).data;
      t.same(
        timeline.map(({ title }) => title),
        ['保証の発行', '認証キーによる照会'],
      );
      t.same(
        timeline[1]!.event,
        told.find(({ data }) => data.guaranteeNumber === numbers[0]),
      );
    },
  );

  await t.test('what D-Sure hands out is what the issuer signed', async (t) => {
    const keys = await dsure.listIssuerKeys({ path: { issuer: 'mihon' } });
    if (!keys.ok) throw new Error(keys.problem.detail);
    const pinned = new Map(keys.data.keys.map((jwk) => [jwk.kid, pinKey(publicJwkOf(jwk), 'mihon')]));
    for (const [index, { guaranteeNumber }] of guarantees.entries()) {
      const view = { path: { guaranteeNumber, revision: '0' }, headers: bearer(tokens[index]!) };
      const jws = await dsure.viewCertificateJws(view);
      const pdf = await dsure.viewCertificatePdf(view);
      const path = { guaranteeNumber };
      t.equal(jws.ok && jws.data, (await given(contractor.readCertificateJws({ path }))).data);
      t.ok(pdf.ok && Buffer.from(pdf.data).equals((await given(contractor.readCertificatePdf({ path }))).data));
      t.equal(verifyCertificate(jws.ok ? jws.data : '', pinned).certificate.guaranteeNumber, guaranteeNumber);
      const [notice, again] = [await contractor.readKeyNotice({ path }), await contractor.readKeyNotice({ path })];
      t.ok(
        notice.ok && again.ok && Buffer.from(notice.data).equals(again.data),
        'the key notice is the same, byte for byte',
      );
    }
  });

  await t.test('the contractor is told of each, without the key', async (t) => {
    const folder = join(stack.data, 'mail');
    const deadline = Date.now() + 20_000;
    while (readdirSync(folder).filter((name) => name.endsWith('.eml')).length < 2 && Date.now() < deadline)
      await sleep(50);
    const mails = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    t.equal(mails.length, 2);
    for (const { guaranteeNumber } of guarantees) {
      t.equal(mails.filter((mail) => mail.includes(`completion-notice.${guaranteeNumber}@`)).length, 1);
    }
    t.same(secretsIn(mails.join('\n'), secretsOf(guarantees)), []);
  });

  await t.test('one request id leads from the approval through the task to the deposit in D-Sure', async (t) => {
    const lines = (name: 'issuer' | 'dsure') =>
      readFileSync(stack.logOf(name), 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as Record<string, string>);
    const approval = lines('issuer').find(({ operation }) => operation === 'reviewApplication');
    const tasks = lines('issuer').filter(({ topic }) => topic === 'issue_certificate');
    const deposits = lines('dsure').filter(({ operation }) => operation === 'depositRevision');
    t.ok(approval?.requestId);
    t.strictSame(
      [...tasks, ...deposits].map(({ requestId }) => requestId),
      Array(4).fill(approval?.requestId),
    );
  });

  await t.test(
    'a second guarantee company joins while D-Sure runs; neither sees or touches what is the other’s',
    async (t) => {
      const second = await joining;
      const theirs = await playDemo(second);
      t.ok(theirs.every(({ guaranteeNumber }) => guaranteeNumber.startsWith('34-')));
      for (const [issuer, all] of [
        ['mihon', guarantees],
        ['hikaku', theirs],
      ] as const) {
        for (const body of all) {
          const answer = await dsure.lookUpCertificate({ body });
          t.match(answer, { ok: true, data: { issuer: { id: issuer }, status: 'in_force' } });
        }
      }
      const crossed = {
        guaranteeNumber: guarantees[0]!.guaranteeNumber,
        authenticationKey: theirs[0]!.authenticationKey,
      };
      t.match(await dsure.lookUpCertificate({ body: crossed }), { problem: { code: 'certificate_not_found' } });

      const call = createSigner(JSON.parse(readFileSync(keyFile.jwk(second.keys, 'call'), 'utf8')), {
        issuer: second.id,
        purpose: 'call',
      });
      const callToken = () => signCall({ audience: stack.dsureUrl, now: new Date(), jti: crypto.randomUUID() }, call);
      const intruder = createDsureClient({ baseUrl: stack.dsureUrl, callToken });
      const sql = postgres(second.databaseUrl, { max: 1 });
      const [own] = await sql`select content from revision_products where product = 'deposit' limit 1`;
      await sql.end();
      const body = JSON.parse(own!.content.toString()) as never;
      for (const guaranteeNumber of [
        guarantees[0]!.guaranteeNumber,
        guaranteeNumberOf({ issuerPrefix: '12', fiscalYear: 2026, serial: 999 }),
      ]) {
        const answer = await intruder.depositRevision({ path: { guaranteeNumber, revision: '0' }, body });
        t.match(answer, { ok: false, status: 403, problem: { code: 'number_of_another_issuer' } }, guaranteeNumber);
      }

      const contractor = systemOf(second.issuerUrl, second.accounts.contractor);
      const notTheirs = await contractor.readGuarantee({ path: { guaranteeNumber: guarantees[0]!.guaranteeNumber } });
      t.match(notTheirs, { ok: false, status: 404, problem: { code: 'guarantee_not_found' } });
      const stranger = await systemOf(stack.issuerUrl, second.accounts.contractor).readMe();
      t.match(stranger, { ok: false, status: 401, problem: { code: 'invalid_client' } });
      const door = new URL(second.databaseUrl);
      door.pathname = 'issuer';
      const elsewhere = postgres(door.href, { max: 1 });
      await t.rejects(elsewhere`select 1`, { code: '42501' });
      await elsewhere.end();
    },
  );

  await t.test('D-Sure can prove, but cannot read, what it keeps', async (t) => {
    const kept = await dump(stack.databaseUrls.dsure);
    t.match(kept, guarantees[0]!.guaranteeNumber);
    for (const known of ['道路改良工事', '○○建設', '富士見町', '20000000']) t.notOk(kept.includes(known), known);
  });

  await t.test('three people in one browser: from 保証申込 to the town that has received it', async (t) => {
    const { contractor, underwriter, clerk, faults } = await opening;
    const name = '町道××線 舗装工事';
    await applyFor(name, contractor);
    t.equal(await contractor.getByRole('heading', { level: 1 }).textContent(), '申込を受け付けました');

    const checked =
      /指摘なし[\s\S]*審査中[\s\S]*40\.0%[\s\S]*限度内[\s\S]*添付あり[\s\S]*審査中[\s\S]*限度内[\s\S]*限度額内/;
    t.match(await claim(name, underwriter), checked);
    t.match(await approveBoth(underwriter), /審査の結果を記録しました。[\s\S]*保証料入金待ち/);
    t.match(await recordPayment('20,000', underwriter), /入金を記録しました。/);
    t.match(await until(/前払金保証 手続完了[\s\S]*契約保証 手続完了/, underwriter), /自動処理.*電子証書の発行を完了/);

    const { confirmed, read } = await fetchNotice('契約保証', contractor);
    guarantees.push(read);
    for (const said of [read.guaranteeNumber, name, '5,000,000円', '富士見町']) t.match(confirmed, said);

    t.match(await lookUp(read, clerk), /有効[\s\S]*富士見町[\s\S]*町道××線 舗装工事[\s\S]*適合/);
    t.match(await acknowledge(clerk), /申告を記録しました。[\s\S]*受領\(当初\) 富士見町 建設課/);
    const told =
      /保証料のご案内[\s\S]*保証の発行[\s\S]*認証キーによる照会[\s\S]*受領\(認証キーを持つ方の申告\): 富士見町 建設課 見本 太郎/;
    t.match(await until(told, contractor), name);
    await underwriter.goto(`/staff/guarantees/${read.guaranteeNumber}`);
    t.match(await until(told, underwriter), name);

    const replaced = await replaceKey(underwriter);
    t.match(replaced.refused, /入力を確かめてください[\s\S]*理由を入力してください/);
    t.match(replaced.told, '認証キーの再発行を始めました。');
    await until(/できごと[\s\S]*認証キーの再発行/, underwriter);
    t.match(await lookUp(read, clerk), 'この認証キーは再発行により無効になりました');
    t.strictSame(faults, [[], [], []]);
  });

  await t.test('no key, password or token is in a log, in D-Sure, or readable in the issuer', async (t) => {
    const { contractor, underwriter, admin } = stack.accounts;
    const accounts = [contractor, underwriter, admin].flatMap(({ password, clientSecret }) => [password, clientSecret]);
    const secrets = [...secretsOf(guarantees), ...accounts, ...tokens, secret, secret.slice('whsec_'.length)];
    for (const name of ['issuer', 'dsure', 'postgres'] as const) {
      t.same(secretsIn(readFileSync(stack.logOf(name), 'utf8'), secrets), [], `the log of ${name}`);
    }
    for (const name of ['issuer', 'dsure'] as const) {
      t.same(secretsIn(await dump(stack.databaseUrls[name]), secrets), [], `the database of ${name}`);
    }
  });

  await t.test('docs/integrate.md does what it says, step by step', async (t) => {
    const demo = join(stack.data, 'demo.json');
    const { issuerUrl, dsureUrl, accounts } = stack;
    writeFileSync(demo, JSON.stringify({ issuer: { url: issuerUrl }, dsure: { url: dsureUrl }, ...accounts }));
    const { printed, promised } = await runPage('docs/integrate.md', { '.data/demo.json': demo });
    t.ok(promised.length > 20, `${promised.length} lines are promised`);
    t.strictSame(printed, promised);
  });
});

interface ToldEvent {
  data: { guaranteeNumber: string };
}

/** A contractor's system, to which events are sent. */
async function startReceiver(t: Pick<Test, 'teardown'>) {
  const received: { headers: Record<string, string>; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    received.push({ headers: request.headers as Record<string, string>, body });
    response.writeHead(204).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  t.teardown(() => server.close());
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

/** Every form in which a key could lie about. */
function secretsOf(guarantees: DemoGuarantee[]): string[] {
  return guarantees.flatMap(({ authenticationKey }) => {
    const parsed = parseAuthenticationKey(authenticationKey);
    if (!parsed.ok) throw new Error('the demo told a key that is none');
    const sealing = Buffer.from(deriveFromKey(parsed.key).sealingKey);
    return [authenticationKey, parsed.key, sealing.toString('hex'), sealing.toString('base64url')];
  });
}

/** By place, so that a failing test does not itself show a secret. */
function secretsIn(text: string, secrets: string[]): number[] {
  return secrets.flatMap((secret, index) => (text.includes(secret) ? [index] : []));
}

/** Every column of every row of every table, bytes both as hex and as the text they may be. */
async function dump(url: string): Promise<string> {
  const sql = postgres(url, { max: 1 });
  const tables = await sql<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public'`;
  const rows = [];
  for (const { name } of tables) rows.push(...(await sql`select * from ${sql(name)}`));
  await sql.end();
  const written = (value: unknown): string =>
    Buffer.isBuffer(value)
      ? `${value.toString('hex')} ${value.toString('latin1')} ${value.toString('utf8')}`
      : JSON.stringify(value);
  return rows.flatMap((row) => Object.values(row).map(written)).join('\n');
}

function publicJwkOf({ kty, crv, x, y, kid, use, alg, purpose }: Record<string, unknown>) {
  return { kty, crv, x, y, kid, use, alg, purpose };
}
