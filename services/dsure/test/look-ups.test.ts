import { calendarDay as day, formatAuthenticationKey, reviseCertificate, yen } from '@e-surety/domain';
import { deriveFromKey } from '@e-surety/seal/derive';
import { digestOf } from '@e-surety/seal/format';
import { sealPart } from '@e-surety/seal/seal';
import t from 'tap';
import { setKeyStatus } from '../src/issuers/set-key-status.js';
import { exportLookUps } from '../src/look-ups/export-look-ups.js';
import type { FoundCertificate } from '../src/look-ups/found-certificate.js';
import { batchPage } from '../src/pages/batch-page.js';
import { batchCsv } from '../src/pages/batch-rows.js';
import { standing as pageStanding } from '../src/pages/standing.js';
import { createViewTokens } from '../src/views/view-token.js';
import {
  deposited,
  makeReplacement,
  makeRevision,
  newCertificate,
  newKey,
  startWorld,
  type World,
  worksName,
} from './world.js';

const world = await startWorld(t, { throttle: { failures: 10, withinSeconds: 60 }, trustedProxies: ['127.0.0.1'] });
const { mihon, inject, lookUp, clock } = world;
const { sql } = world.postgres;

type Answer = Awaited<ReturnType<typeof inject>>;
type Found = {
  certificate: object;
  view: { token: string; expiresAt: string };
  links: { pdf: string; jws: string };
  verification: { check: string; result: string; detail: string }[];
};
const found = (answer: Answer) => answer.json() as Found;
const said = (answer: Answer) =>
  `${answer.statusCode} ${answer.statusCode < 300 ? '' : (answer.json() as { code: string }).code}`.trim();
const withoutRequest = (answer: Answer) => ({ ...(answer.json() as object), requestId: '' });
const from = (address: string) => ({ 'x-forwarded-for': address });
const follow = (link: string, token: string) =>
  inject({ method: 'GET', url: new URL(link).pathname, headers: { authorization: `Bearer ${token}` } });

t.test('who has the key sees the certificate, byte for byte as it was signed', async (t) => {
  const { key, made, guaranteeNumber } = await deposited(mihon);
  const answer = await lookUp(key, guaranteeNumber);
  t.equal(answer.statusCode, 200);
  t.equal(answer.headers['cache-control'], 'no-store');
  t.match(answer.json(), {
    guaranteeNumber,
    issuer: { id: 'mihon', name: '見本建設業保証株式会社' },
    status: 'in_force',
    revision: 0,
    revisions: 1,
    checkedAt: clock.now.toISOString(),
    certificate: { amount: 20_000_000, works: { name: worksName }, contractor: { name: '髙﨑\uFA10建設 株式会社' } },
  });
  t.strictSame(found(answer).certificate, made.certificate);
  t.strictSame(
    found(answer).verification.map(({ check, result }) => `${check} ${result}`),
    [
      'authentication_key passed',
      'stored_record passed',
      'issuer_signature passed',
      'signing_key passed',
      'pdf skipped',
    ],
  );
});

t.test('the key is read as people type it', async (t) => {
  const { key, guaranteeNumber } = await deposited(mihon);
  const wide = (text: string) => text.replace(/[!-~]/g, (c) => String.fromCodePoint(c.codePointAt(0)! + 0xfee0));
  const typed = [formatAuthenticationKey(key), key.toLowerCase(), wide(formatAuthenticationKey(key)), ` ${key} `];
  for (const text of typed) t.equal(said(await lookUp(text)), '200', text);
  t.equal(said(await lookUp(key, wide(guaranteeNumber).replaceAll('-', '\u2212'))), '200');
});

t.test('a typing error is told before anything is looked up, with the group to check', async (t) => {
  const { key } = await deposited(mihon);
  const wrong = key[9] === '7' ? '8' : '7';
  const answer = await lookUp(key.slice(0, 9) + wrong + key.slice(10));
  t.equal(said(answer), '400 authentication_key_mistyped');
  t.match(answer.json(), {
    detail: /おそらく3組目/,
    facts: { suspectGroup: 3 },
    errors: [{ pointer: '/authenticationKey' }],
  });
  t.equal(said(await lookUp(key.slice(1))), '400 authentication_key_mistyped');
  const number = await lookUp(key, '12-08-0000123-9');
  t.equal(said(number), '400 guarantee_number_mistyped');
  t.match(number.json(), { errors: [{ pointer: '/guaranteeNumber', in: 'body' }] });
});

t.test('a wrong key, the key of another number and an unknown number cannot be told apart', async (t) => {
  const one = await deposited(mihon);
  const other = await deposited(mihon);
  const unknown = newCertificate(mihon).guaranteeNumber;
  const answers = [
    await lookUp(newKey(), undefined, from('192.0.2.1')),
    await lookUp(newKey(), one.guaranteeNumber, from('192.0.2.1')),
    await lookUp(one.key, other.guaranteeNumber, from('192.0.2.1')),
    await lookUp(one.key, unknown, from('192.0.2.1')),
  ];
  const bodies = answers.map(withoutRequest);
  for (const body of bodies) t.strictSame(body, bodies[0]);
  const shown = answers.map(({ headers }) => ({ ...headers, date: '', 'x-request-id': '' }));
  for (const headers of shown) t.strictSame(headers, shown[0]);
  t.equal(said(answers[0]!), '404 certificate_not_found');
});

t.test('only failures count, and a right key is answered even from a throttled address', async (t) => {
  const { key } = await deposited(mihon);
  const office = from('203.0.113.7');
  for (let i = 0; i < 30; i += 1) t.equal(said(await lookUp(key, undefined, office)), '200');
  for (let i = 0; i < 10; i += 1) t.equal(said(await lookUp(newKey(), undefined, office)), '404 certificate_not_found');
  const throttled = await lookUp(newKey(), undefined, office);
  t.equal(said(throttled), '429 too_many_failures');
  t.ok(Number(throttled.headers['retry-after']) > 0 && Number(throttled.headers['retry-after']) <= 60);
  t.equal(said(await lookUp(key, undefined, office)), '200');
  t.equal(said(await lookUp('typed wrong', undefined, office)), '400 authentication_key_mistyped');
  t.equal(said(await lookUp(newKey(), undefined, from('203.0.113.8'))), '404 certificate_not_found');
});

t.test('the addresses of one IPv6 subscriber are one source', async (t) => {
  for (let i = 0; i < 10; i += 1) await lookUp(newKey(), undefined, from(`2001:db8:0:1::${i + 1}`));
  t.equal(said(await lookUp(newKey(), undefined, from('2001:db8:0:1:ffff::1'))), '429 too_many_failures');
  t.equal(said(await lookUp(newKey(), undefined, from('2001:db8:0:2::1'))), '404 certificate_not_found');
});

t.test('the status is what the clock says', async (t) => {
  const { key } = await deposited(mihon);
  const statusOn = async (instant: string) => {
    clock.now = new Date(instant);
    return (await lookUp(key)).json() as { status: string };
  };
  t.match(await statusOn('2026-11-10T14:59:59Z'), { status: 'not_yet_in_force' }, 'the evening before, in Japan');
  t.match(await statusOn('2026-11-10T15:00:00Z'), { status: 'in_force' });
  t.match(await statusOn('2027-03-19T14:59:59Z'), { status: 'in_force' }, 'the last day is included');
  t.match(await statusOn('2027-03-19T15:00:00Z'), { status: 'expired' });
  clock.now = new Date('2026-11-22T01:00:00Z');
});

t.test('every later revision is seen with the same key, a future cancellation from its day on', async (t) => {
  const first = await deposited(mihon);
  const amended = reviseCertificate(first.made.certificate, {
    type: 'amendment',
    issuedOn: day('2026-12-10'),
    effectiveOn: day('2026-12-10'),
    reason: '設計変更',
    changes: { amount: yen(18_000_000) },
  });
  const second = await makeRevision(mihon, amended, first.key, { previous: first.made.digest });
  await mihon.put(second.path, second.body);
  const seen = await lookUp(first.key);
  t.match(seen.json(), { revision: 1, revisions: 2, certificate: { amount: 18_000_000 } });
  const { links, view } = found(seen);
  t.equal((await follow(links.jws, view.token)).body, second.contents.certificate);
  t.equal((await follow(links.jws.replace('/1/', '/0/'), view.token)).body, first.made.contents.certificate);

  const cancelled = reviseCertificate(amended, {
    type: 'cancellation',
    issuedOn: day('2027-01-15'),
    effectiveOn: day('2027-02-01'),
    reason: '請負契約の解除',
  });
  const third = await makeRevision(mihon, cancelled, first.key, { previous: second.digest });
  await mihon.put(third.path, third.body);
  t.match((await lookUp(first.key)).json(), { status: 'in_force', revisions: 3, history: { length: 3 } });
  clock.now = new Date('2027-01-31T15:00:00Z');
  t.match((await lookUp(first.key)).json(), { status: 'cancelled' });
  clock.now = new Date('2026-11-22T01:00:00Z');
});

t.test('a replaced key is told that it was replaced, and nothing else', async (t) => {
  const first = await deposited(mihon);
  const other = await deposited(mihon);
  const { view, links } = found(await lookUp(first.key));
  const key = newKey();
  const replacement = await makeReplacement(mihon, [first.made], key);
  await mihon.put(replacement.path, replacement.body);

  t.equal(said(await lookUp(key, first.guaranteeNumber)), '200');
  for (const number of [undefined, first.guaranteeNumber]) {
    const answer = await lookUp(first.key, number);
    t.equal(said(answer), '410 authentication_key_replaced');
    t.notOk(answer.body.includes(first.guaranteeNumber));
  }
  t.equal(said(await lookUp(first.key, other.guaranteeNumber)), '404 certificate_not_found');
  t.equal(said(await follow(links.pdf, view.token)), '410 authentication_key_replaced');
  const [old] = await sql`select count(*)::int as parts from sealed_parts where sealed = ${first.made.body.parts.pdf}`;
  t.equal(old!.parts, 0, 'the old ciphertext is gone');
});

t.test('the papers are given to the holder of a view token, as they were deposited', async (t) => {
  const first = await deposited(mihon);
  const { view, links } = found(await lookUp(first.key));
  const pdf = await follow(links.pdf, view.token);
  t.equal(pdf.headers['content-type'], 'application/pdf');
  t.equal(pdf.headers['cache-control'], 'no-store');
  t.ok(pdf.rawPayload.equals(Buffer.from(first.made.contents.pdf)));
  const disposition = String(pdf.headers['content-disposition']);
  t.match(decodeURIComponent(disposition), `filename*=UTF-8''電子証書_${first.guaranteeNumber}_当初.pdf`);
  t.match(disposition, `filename="certificate_${first.guaranteeNumber}_0.pdf"`);
  const jws = await follow(links.jws, view.token);
  t.equal(jws.headers['content-type'], 'application/jose');
  t.equal(jws.body, first.made.contents.certificate);
});

t.test('a view token is for one guarantee, for an hour, and only of our own making', async (t) => {
  const one = await deposited(mihon);
  const other = await deposited(mihon);
  const { view, links } = found(await lookUp(one.key));
  const foreign = found(await lookUp(other.key)).links.pdf;
  t.equal(said(await follow(foreign, view.token)), '403 view_token_of_another_certificate');
  t.equal(said(await follow(links.pdf.replace('/0/', '/1/'), view.token)), '404 revision_not_found');

  const { sealingKey } = deriveFromKey(one.key);
  const forger = createViewTokens(Buffer.alloc(32, 7));
  const forged = await forger.issue({ guaranteeNumber: one.guaranteeNumber, keyGeneration: 1, sealingKey }, clock.now);
  t.equal(said(await follow(links.pdf, forged.token)), '401 view_token_refused');
  t.equal(said(await follow(links.pdf, await mihon.call())), '401 view_token_refused');
  clock.now = new Date(Date.parse(view.expiresAt) + 1000);
  t.equal(said(await follow(links.pdf, view.token)), '401 view_token_refused');
  clock.now = new Date('2026-11-22T01:00:00Z');
});

t.test('an exchanged, older or restatused row shows nothing', async (t) => {
  const one = await deposited(mihon);
  const other = await deposited(mihon);
  const number = one.guaranteeNumber;
  const sealed = (deposit: typeof one) => deposit.made.body.parts.certificate;
  const header = {
    issuer: 'mihon',
    guaranteeNumber: number,
    revision: 0,
    keyGeneration: 1,
    part: 'certificate',
  } as const;
  const status = { status: 'in_force', statusFrom: one.made.certificate.statusFrom } as const;
  const { sealingKey } = deriveFromKey(one.key);
  const richer = {
    ...one.made.certificate,
    amount: yen(25_000_000),
    ratio: { percent: '50.0', of: 'contractPrice' },
  } as const;
  const forged = one.made.contents.certificate.split('.');
  forged[1] = Buffer.from(JSON.stringify(richer)).toString('base64url');
  const forgedPart = sealPart(Buffer.from(forged.join('.')), { ...header, ...status }, sealingKey);
  const forgedDigest = Buffer.from(digestOf(forged.join('.')), 'base64url');

  const attacks: Record<string, (tx: World['postgres']['sql']) => Promise<unknown>> = {
    'the part of another guarantee': (tx) =>
      tx`update sealed_parts set sealed = ${sealed(other)} where guarantee_number = ${number} and part = 'certificate'`,
    'another status': (tx) => tx`update revisions set status = 'void' where guarantee_number = ${number}`,
    'another day of it': (tx) => tx`update revisions set status_from = '2026-11-04' where guarantee_number = ${number}`,
    'another kind': (tx) => tx`update guarantees set kind = 'performance' where guarantee_number = ${number}`,
    'another issuer': (tx) => tx`update guarantees set issuer_id = 'hikaku' where guarantee_number = ${number}`,
    'another generation': (tx) => tx`update guarantees set key_generation = 2 where guarantee_number = ${number}`,
    'another digest': (tx) =>
      tx`update revisions set certificate_digest = pdf_digest where guarantee_number = ${number}`,
    'a content that nobody signed, by someone who has the key': async (tx) => {
      await tx`update sealed_parts set sealed = ${forgedPart} where guarantee_number = ${number} and part = 'certificate'`;
      await tx`update revisions set certificate_digest = ${forgedDigest} where guarantee_number = ${number}`;
    },
  };
  const rows = await snapshot(number);
  for (const [what, attack] of Object.entries(attacks)) {
    await attack(sql);
    const answer = await lookUp(one.key);
    t.equal(said(answer), '500 record_untrustworthy', what);
    t.notOk(answer.body.includes('富士見町'));
    await rows.restore();
  }
  t.equal(said(await lookUp(one.key)), '200', 'and the true row is shown again');
  t.match(world.log.join(''), '"problem":"record_untrustworthy"', 'the operators are told');
});

async function snapshot(number: string) {
  const parts = await sql`select * from sealed_parts where guarantee_number = ${number}`;
  const [revision] = await sql`select * from revisions where guarantee_number = ${number}`;
  const [guarantee] = await sql`select * from guarantees where guarantee_number = ${number}`;
  return {
    async restore() {
      for (const { part, sealed } of parts) {
        await sql`update sealed_parts set sealed = ${sealed} where guarantee_number = ${number} and part = ${part}`;
      }
      const { status, status_from, certificate_digest } = revision!;
      const { kind, issuer_id, key_generation } = guarantee!;
      await sql`update revisions set ${sql({ status, status_from, certificate_digest })} where guarantee_number = ${number}`;
      await sql`update guarantees set ${sql({ kind, issuer_id, key_generation })} where guarantee_number = ${number}`;
    },
  };
}

t.test(
  'what a key signed before it was compromised counts as deposited before, what came after does not',
  async (t) => {
    const issuer = await world.onboard('kitai', '危殆建設業保証株式会社', '78');
    const { key, answer } = await deposited(issuer);
    const { depositedAt } = answer.json() as { depositedAt: string };
    const { kid } = issuer.signers.certificate;
    const standing = async (compromisedSince: Date) => {
      // A D-Sure that starts afterwards: the running one goes by its keys for some seconds.
      await setKeyStatus(world.postgres.db, { kid, status: 'compromised', compromisedSince });
      const later = await world.restarted();
      const headers = { 'content-type': 'application/json' };
      const reply = await later.inject({
        method: 'POST',
        url: '/v1/look-ups',
        headers,
        payload: { authenticationKey: key },
      });
      const seen = reply.json() as FoundCertificate;
      return { seen, key: seen.verification.find(({ check }) => check === 'signing_key') };
    };
    const before = await standing(new Date(Date.parse(depositedAt) + 1));
    t.match(before.key, { result: 'passed', detail: /その前に登録/ });
    const after = await standing(new Date(Date.parse(depositedAt) - 1));
    t.match(after.key, { result: 'failed', detail: /その後に登録/ });

    const everywhere = ({ seen }: typeof before) => {
      const asked = { authenticationKey: key };
      const rows = [{ line: 1, asked, found: seen }];
      return {
        page: String(pageStanding(seen)),
        table: batchPage({ rows, now: clock.now }),
        csv: batchCsv(rows),
        contract: exportLookUps([asked], [{ status: 200, found: seen }]),
      };
    };
    for (const shown of Object.values(everywhere(before))) t.notMatch(shown, '真正と確かめられません');
    const unproved = everywhere(after);
    for (const shown of Object.values(unproved)) t.match(shown, '真正と確かめられません');
    t.notMatch(unproved.page, /standing-in_force|保証しています/);
    t.notMatch(unproved.table, /verdict-right|notice-right/);
    t.match(unproved.contract, '"verification_failed"');
    t.notMatch(unproved.contract, '"in_force"');
  },
);

t.test('a certificate is shown even where nothing can be written, and the operators are told', async (t) => {
  const { key } = await deposited(mihon);
  await sql`alter table events rename to events_away`;
  t.teardown(() => sql`alter table if exists events_away rename to events`);
  t.equal(said(await lookUp(key)), '200');
  t.match((await inject({ method: 'GET', url: '/metrics' })).body, /^dsure_lost_readings_total 1$/m);
  t.match(world.log.join(''), 'a reading was not recorded');
  await sql`alter table events_away rename to events`;
  const readings = () => sql`select 1 from events where type = 'certificate.viewed'`;
  const before = (await readings()).length;
  await lookUp(key);
  t.equal((await readings()).length, before + 1, 'the next one is recorded');
});

t.test('an issuer that was onboarded a moment ago is known to look-ups at once', async (t) => {
  const issuer = await world.onboard('shinki', '新規建設業保証株式会社', '91');
  const { key } = await deposited(issuer);
  t.equal(said(await lookUp(key)), '200');
});

t.test('anyone can fetch the issuers and their keys', async (t) => {
  const issuers = await inject({ method: 'GET', url: '/v1/issuers' });
  t.match(issuers.json(), {
    issuers: [{ id: 'hikaku', numberPrefix: '34' }, { id: 'kitai' }, { id: 'mihon' }, { id: 'shinki' }],
  });
  const keys = await inject({ method: 'GET', url: '/v1/issuers/mihon/jwks.json' });
  t.match(
    new Set((keys.json() as { keys: { kid: string }[] }).keys.map(({ kid }) => kid)),
    new Set(mihon.keySet.keys.map(({ kid }) => kid)),
  );
  t.equal(said(await inject({ method: 'GET', url: '/v1/issuers/nobody/jwks.json' })), '404 issuer_not_found');
});

t.test('look-ups are counted by what became of them, and neither log nor metrics hold a key or token', async (t) => {
  const { key, made } = await deposited(mihon);
  const { view } = found(await lookUp(key));
  await lookUp(formatAuthenticationKey(key).toLowerCase());
  const metrics = (await inject({ method: 'GET', url: '/metrics' })).body;
  for (const result of ['found', 'mistyped', 'not_found', 'throttled', 'replaced', 'untrustworthy']) {
    t.match(metrics, new RegExp(`dsure_look_ups_total{result="${result}"} [1-9]`));
  }
  const told = (metrics + world.log.join('')).toUpperCase();
  for (const secret of [
    key,
    formatAuthenticationKey(key),
    key.slice(0, 26),
    view.token,
    made.certificate.guaranteeNumber,
  ]) {
    t.notOk(told.includes(secret.toUpperCase()));
  }
});

t.test('health, greeting and documentation are there', async (t) => {
  t.equal((await inject({ method: 'GET', url: '/health/ready' })).statusCode, 200);
  const page = await inject({ method: 'GET', url: '/' });
  t.match(page.body, 'D-Sure');
  t.match(String(page.headers['content-security-policy']), "default-src 'none'");
  t.equal((await inject({ method: 'GET', url: '/docs' })).statusCode, 200);
});
