import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bearer, createDsureClient } from '@e-surety/client/dsure';
import { parseAuthenticationKey } from '@e-surety/domain';
import { deriveFromKey } from '@e-surety/seal/derive';
import { pinKey, verifyCertificate } from '@e-surety/seal/verify';
import postgres from 'postgres';
import t from 'tap';
import { signIn } from '../demo/caller.js';
import type { DemoGuarantee } from '../demo/demo.js';
import { playDemo } from '../demo/play.js';
import { startTestStack } from '../testing/stack.js';

t.test('from the application to the look-up, as npm start plays it', async (t) => {
  const stack = await startTestStack(t);
  const guarantees = await playDemo(stack);
  const dsure = createDsureClient({ baseUrl: stack.dsureUrl });
  const tokens: string[] = [];

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

  await t.test('what D-Sure hands out is what the issuer signed', async (t) => {
    const contractor = await signIn(stack.issuerUrl, stack.accounts.contractor);
    const keys = await dsure.listIssuerKeys({ path: { issuer: 'mihon' } });
    if (!keys.ok) throw new Error(keys.problem.detail);
    const pinned = new Map(keys.data.keys.map((jwk) => [jwk.kid, pinKey(publicJwkOf(jwk), 'mihon')]));
    for (const [index, { guaranteeNumber }] of guarantees.entries()) {
      const view = { path: { guaranteeNumber, revision: '0' }, headers: bearer(tokens[index]!) };
      const jws = await dsure.viewCertificateJws(view);
      const pdf = await dsure.viewCertificatePdf(view);
      const path = `/v1/guarantees/${guaranteeNumber}`;
      t.ok(jws.ok && jws.data === String(await contractor.download(`${path}/certificate.jws`)));
      t.ok(pdf.ok && Buffer.from(pdf.data).equals(await contractor.download(`${path}/certificate.pdf`)));
      t.equal(verifyCertificate(jws.ok ? jws.data : '', pinned).certificate.guaranteeNumber, guaranteeNumber);
      const notice = await contractor.download(`${path}/key-notice.pdf`);
      t.ok(
        notice.equals(await contractor.download(`${path}/key-notice.pdf`)),
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

  await t.test('no key, password or token is in a log, in D-Sure, or readable in the issuer', async (t) => {
    const { contractor, underwriter, admin } = stack.accounts;
    const accounts = [contractor, underwriter, admin].flatMap(({ password, clientSecret }) => [password, clientSecret]);
    const secrets = [...secretsOf(guarantees), ...accounts, ...tokens];
    for (const name of ['issuer', 'dsure', 'postgres'] as const) {
      t.same(secretsIn(readFileSync(stack.logOf(name), 'utf8'), secrets), [], `the log of ${name}`);
    }
    for (const name of ['issuer', 'dsure'] as const) {
      t.same(secretsIn(await dump(stack.databaseUrls[name]), secrets), [], `the database of ${name}`);
    }
  });

  await t.test('D-Sure can prove, but cannot read, what it keeps', async (t) => {
    const kept = await dump(stack.databaseUrls.dsure);
    t.match(kept, guarantees[0]!.guaranteeNumber);
    for (const known of ['道路改良工事', '○○建設', '富士見町', '20000000']) t.notOk(kept.includes(known), known);
  });
});

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
  const text = (value: unknown): string =>
    Buffer.isBuffer(value)
      ? `${value.toString('hex')} ${value.toString('latin1')} ${value.toString('utf8')}`
      : JSON.stringify(value);
  return rows.flatMap((row) => Object.values(row).map(text)).join('\n');
}

function publicJwkOf({ kty, crv, x, y, kid, use, alg, purpose }: Record<string, unknown>) {
  return { kty, crv, x, y, kid, use, alg, purpose };
}
