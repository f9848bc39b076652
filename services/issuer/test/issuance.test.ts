import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { bearer, createDsureClient } from '@e-surety/client/dsure';
import { guaranteeNumberOf, parseAuthenticationKey } from '@e-surety/domain';
import { verifyPdf } from '@e-surety/papers';
import { deriveFromKey } from '@e-surety/seal/derive';
import { verifyCertificate } from '@e-surety/seal/verify';
import t from 'tap';
import { readSignature } from '../../../packages/papers/src/signature/read-signature.js';
import { readPaper } from '../../../packages/papers/test/reading.js';
import { startTimestampAuthority, until } from '../../../packages/papers/test/timestamp-authority.js';
import { folder, lacks, run } from '../../../packages/papers/test/tools.js';
import type { Database } from '../src/db/database.js';
import { issueCertificate } from '../src/issuance/issue-certificate.js';
import { createKeyring } from '../src/issuance/keyring.js';
import { startOutboxWorker } from '../src/outbox/worker.js';
import { publishedKeys } from '../src/recheck/published-keys.js';
import { startDsure } from './dsure.js';
import { application, guaranteeOf, journeys, performance, type Seen } from './journey.js';
import { startMailServer } from './mail-server.js';
import { accounts } from './setup.js';
import { dsureClient, dump, named, publicUrl, said, startWorld, type TestCaller } from './world.js';

const dsure = await startDsure(t);
const mailServer = await startMailServer(t);
const world = await startWorld(t, { dsureUrl: dsure.url, signingKeys: dsure.signingKeys, mailer: mailServer.mailer });
const { contractor, neighbour, underwriter, sql, clock, log, workOff } = world;
const { read, approved, issued, submitted, approve } = journeys(world);
const orderer = createDsureClient({ baseUrl: dsure.url });

const onlyPerformance = (changes: object = {}) => application({ guarantees: [performance(changes)] });
const byPost = { method: 'post', address: '長野県諏訪郡富士見町○○100番地' };
const later = (milliseconds: number) => {
  clock.now = new Date(clock.now.getTime() + milliseconds);
};
const keysSeen: string[] = [];

async function keyOf(guaranteeNumber: string, who: TestCaller = contractor): Promise<string> {
  const answer = await who.get(`/v1/guarantees/${guaranteeNumber}/authentication-key`);
  const { authenticationKey } = answer.json() as { authenticationKey: string };
  keysSeen.push(authenticationKey);
  return authenticationKey;
}

async function lookUp(authenticationKey: string, guaranteeNumber: string) {
  const answer = await orderer.lookUpCertificate({ body: { authenticationKey, guaranteeNumber } });
  if (!answer.ok) throw new Error(answer.problem.detail);
  return answer.data;
}

const productsOf = async (guaranteeNumber: string | null) =>
  (
    await sql<{ product: string; content: Buffer }[]>`
      select product, content from revision_products where guarantee_number = ${guaranteeNumber} order by product`
  ).map(({ product, content }) => ({ product, content: content.toString('base64') }));

t.test('an approved guarantee is numbered, signed, printed, sealed, deposited and issued', async (t) => {
  const seen = await issued();
  for (const { kind, guaranteeNumber, status } of seen.guarantees) {
    t.equal(status, 'issued');
    t.match(guaranteeNumber, /^12-08-000000\d-\d$/);
    t.strictSame(
      (await productsOf(guaranteeNumber)).map(({ product }) => product),
      ['certificate_jws', 'certificate_pdf', 'deposit'],
    );
    const key = await keyOf(guaranteeNumber!);
    t.match(key, /^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/);
    t.match(await lookUp(key, guaranteeNumber!), {
      issuer: { id: 'mihon' },
      revision: 0,
      certificate: { kind, amount: kind === 'performance' ? 5_000_000 : 20_000_000, orderer: { name: '富士見町' } },
    });
  }
  const [first] = seen.guarantees;
  const shown = (await contractor.get(`/v1/guarantees/${first!.guaranteeNumber}`)).json();
  t.match(shown, {
    status: 'in_force',
    fee: { amount: 60_000 },
    history: [{ type: 'original' }],
    depositedAt: clock.now.toISOString(),
  });
});

t.test('the papers are those that were deposited, and the signature holds under the published keys', async (t) => {
  const seen = await issued(onlyPerformance());
  const { guaranteeNumber } = guaranteeOf(seen, 'performance');
  const path = `/v1/guarantees/${guaranteeNumber}`;
  const { view } = await lookUp(await keyOf(guaranteeNumber!), guaranteeNumber!);
  const revision = { path: { guaranteeNumber: guaranteeNumber!, revision: '0' }, headers: bearer(view.token) };

  const jws = await contractor.get(`${path}/certificate.jws`);
  t.match(await orderer.viewCertificateJws(revision), { ok: true, data: jws.body });
  const pinned = publishedKeys((await contractor.get('/.well-known/jwks.json')).body, 'mihon');
  const { certificate } = verifyCertificate(jws.body, pinned);
  t.equal(certificate.guaranteeNumber, guaranteeNumber);
  t.strictSame(((await contractor.get(path)).json() as { certificate: object }).certificate, certificate);

  const pdf = await contractor.get(`${path}/certificate.pdf?revision=0`);
  const deposited = await orderer.viewCertificatePdf(revision);
  t.ok(deposited.ok && Buffer.from(deposited.data).equals(pdf.rawPayload));
  t.match(pdf.headers['content-disposition'], /filename\*=UTF-8''%E9%9B%BB/);
  t.equal(pdf.headers['cache-control'], 'no-store');
  const [attached] = (await readPaper(new Uint8Array(pdf.rawPayload))).attachments;
  t.equal(Buffer.from(attached!.content).toString(), jws.body);
  t.equal(said(await contractor.get(`${path}/certificate.pdf?revision=1`)), '404 revision_not_found');
  t.strictSame(named(await contractor.get(`${path}/certificate.pdf?revision=-1`)), ['/revision wrong_format']);
  t.equal(said(await underwriter.get(`${path}/certificate.pdf`)), '200');
});

t.test('the key notice is made anew, byte for byte the same, and each reading of the key is on record', async (t) => {
  const { guaranteeNumber } = guaranteeOf(await issued(onlyPerformance()), 'performance');
  const notice = () => contractor.get(`/v1/guarantees/${guaranteeNumber}/key-notice.pdf`);
  const first = await notice();
  later(3_600_000);
  await sql`update branches set phone = '026-999-9999' where id = 'nagano'`;
  await sql`update contractors set name = '□□建設 株式会社' where id = 'marumaru-kensetsu'`;
  const second = await notice();
  await sql`update contractors set name = '○○建設 株式会社' where id = 'marumaru-kensetsu'`;
  t.ok(first.rawPayload.equals(second.rawPayload), 'whatever has changed since');
  const key = await keyOf(guaranteeNumber!);
  t.match((await readPaper(new Uint8Array(first.rawPayload))).text, key);

  const readings = await sql`
    select actor, detail from audit_trail where act = 'read_authentication_key' and subject = ${guaranteeNumber} order by id`;
  t.strictSame(
    [...readings],
    ['key_notice', 'key_notice', 'key'].map((as) => ({ actor: 'client:marumaru-kensetsu', detail: { as } })),
  );
});

t.test("another company's guarantee is as unknown as none, and its key is read by nobody else", async (t) => {
  const { guaranteeNumber } = guaranteeOf(await issued(onlyPerformance()), 'performance');
  const paths = ['', '/certificate.pdf', '/certificate.jws', '/authentication-key', '/key-notice.pdf'];
  const nobodys = guaranteeNumberOf({ issuerPrefix: '12', fiscalYear: 2026, serial: 9_999_999 });
  for (const path of paths) {
    t.equal(said(await neighbour.get(`/v1/guarantees/${guaranteeNumber}${path}`)), '404 guarantee_not_found');
    t.equal(said(await neighbour.get(`/v1/guarantees/${nobodys}${path}`)), '404 guarantee_not_found');
  }
  t.notMatch((await neighbour.get('/v1/guarantees')).body, guaranteeNumber!);
  const readings =
    await sql`select 1 from audit_trail where act = 'read_authentication_key' and subject = ${guaranteeNumber}`;
  t.equal(readings.length, 0);
});

t.test('a key opens under its own guarantee alone, and under an older key-encryption key as well', async (t) => {
  const { guarantees } = await issued();
  const [one, other] = guarantees.map(({ guaranteeNumber }) => guaranteeNumber!) as [string, string];
  const key = await keyOf(one);
  const rotated = createKeyring({ active: 'new', keys: { test: world.keyEncryptionKey, new: 'A'.repeat(43) } });
  const { keyring } = world.world;
  world.world.keyring = rotated;
  t.equal(await keyOf(one), key);

  await sql`update guarantees set key_ciphertext = (select key_ciphertext from guarantees where guarantee_number = ${one})
            where guarantee_number = ${other}`;
  const answer = await contractor.get(`/v1/guarantees/${other}/authentication-key`);
  t.equal(said(answer), '500 internal_error', 'a row that was exchanged gives nothing away');
  const readings = await sql`select 1 from audit_trail where act = 'read_authentication_key' and subject = ${other}`;
  t.equal(readings.length, 0);
  world.world.keyring = keyring;
});

t.test('while D-Sure is away the issue waits, shows no key, and goes on with the same number and bytes', async (t) => {
  await dsure.stop();
  const { id } = await approved(onlyPerformance());
  t.equal(await workOff(), 1);
  const waiting = guaranteeOf(await read(id), 'performance');
  t.equal(waiting.status, 'issuing');
  const before = await productsOf(waiting.guaranteeNumber);
  t.equal(before.length, 3, 'all is made that can be made');
  const path = `/v1/guarantees/${waiting.guaranteeNumber}`;
  for (const part of ['', '/authentication-key', '/key-notice.pdf', '/certificate.pdf', '/certificate.jws']) {
    t.equal(said(await contractor.get(path + part)), '409 not_issued_yet', part);
  }
  t.notMatch((await contractor.get('/v1/guarantees')).body, waiting.guaranteeNumber!);
  t.equal(await workOff(), 0, 'it is not tried again at once');
  later(2_000);
  t.equal(await workOff(), 1);
  const [task] = await sql`select attempts, last_error, dead_at from outbox where task_key = ${`${id}/performance`}`;
  t.match(task, { attempts: 2, last_error: 'ECONNREFUSED', dead_at: null });
  t.match(
    log.filter((line) => line.includes('a task failed')),
    [/issue_certificate.*ECONNREFUSED/, /"attempts":2/],
  );

  await dsure.start();
  later(3_600_000);
  const { papers } = world.world;
  world.world.papers = { ...papers, certificate: () => Promise.reject(new Error('printed again')) };
  await workOff();
  world.world.papers = papers;
  t.match(guaranteeOf(await read(id), 'performance'), { status: 'issued', guaranteeNumber: waiting.guaranteeNumber });
  t.strictSame(await productsOf(waiting.guaranteeNumber), before);
  await lookUp(await keyOf(waiting.guaranteeNumber!), waiting.guaranteeNumber!);
});

t.test('a lost answer is asked for again with the same bytes and a new call', async (t) => {
  const calls: string[] = [];
  let answers = 0;
  const forgetful = dsureClient(dsure.url, dsure.signingKeys, async (request) => {
    calls.push(request.headers.get('authorization')!);
    const answer = await fetch(request);
    answers += 1;
    if (answers === 1) throw new TypeError('fetch failed');
    return answer;
  });
  const client = world.world.dsure.client;
  world.world.dsure.client = forgetful;
  const { id } = await approved(onlyPerformance());
  await workOff();
  t.equal(guaranteeOf(await read(id), 'performance').status, 'issuing');
  later(3_600_000);
  await workOff();
  world.world.dsure.client = client;
  t.equal(guaranteeOf(await read(id), 'performance').status, 'issued');
  t.equal(new Set(calls).size, 2);
});

t.test('after two days of trying a person has to look', async (t) => {
  const { client } = world.world.dsure;
  world.world.dsure.client = dsureClient('http://127.0.0.1:1', dsure.signingKeys);
  const { id } = await approved(onlyPerformance());
  const taskKey = `${id}/performance`;
  await sql`update outbox set attempts = 59 where task_key = ${taskKey}`;
  await workOff();
  world.world.dsure.client = client;
  t.match(await sql`select attempts from outbox where task_key = ${taskKey} and dead_at = ${clock.now.toISOString()}`, [
    { attempts: 60 },
  ]);
  later(7_200_000);
  t.equal(await workOff(), 0);
  await sql`update outbox set dead_at = null where task_key = ${taskKey}`;
  t.ok((await workOff()) > 0);
});

t.test('two workers at once issue each guarantee once', async (t) => {
  const waiting = [await approved(), await approved(), await approved()];
  await Promise.all([workOff(), workOff(), workOff()]);
  const seen = await Promise.all(waiting.map(({ id }) => read(id)));
  const numbers = seen.flatMap(({ guarantees }) => guarantees.map(({ guaranteeNumber }) => guaranteeNumber));
  t.equal(new Set(numbers).size, 6);
  for (const { status } of seen) t.equal(status, 'completed');
});

t.test('a worker that lost its claim throws its own products away, and finds the issue concluded', async (t) => {
  const { id } = await approved(onlyPerformance());
  await sql`delete from outbox where task_key = ${`${id}/performance`}`;
  const { papers } = world.world;
  world.world.papers = { ...papers, certificate: together(papers.certificate) };
  const unclaimed = () =>
    world.world.db.transaction((tx) =>
      issueCertificate(world.world, { applicationId: id, kind: 'performance' }, tx as unknown as Database),
    );
  const outcomes = await Promise.allSettled([unclaimed(), unclaimed()]);
  world.world.papers = papers;
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.code] : []));
  t.strictSame(refused, []);
  const { guaranteeNumber, status } = guaranteeOf(await read(id), 'performance');
  t.equal(status, 'issued');
  t.equal((await productsOf(guaranteeNumber)).length, 3);
  const numbered = await sql`select 1 from guarantees where application_id = ${id}`;
  t.equal(numbered.length, 1);
  const concluded =
    await sql`select 1 from audit_trail where act = 'issue_certificate' and subject = ${guaranteeNumber}`;
  t.equal(concluded.length, 1);
  const { view } = await lookUp(await keyOf(guaranteeNumber!), guaranteeNumber!);
  const jws = await orderer.viewCertificateJws({
    path: { guaranteeNumber: guaranteeNumber!, revision: '0' },
    headers: bearer(view.token),
  });
  t.match(jws, { ok: true, data: (await contractor.get(`/v1/guarantees/${guaranteeNumber}/certificate.jws`)).body });
  await workOff();
});

/** Does for two callers at once what it does for one: neither gets its result before both have begun. */
function together<A extends unknown[], R>(make: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
  let begun = 0;
  let go = () => {};
  const both = new Promise<void>((resolve) => {
    go = resolve;
  });
  return async (...args) => {
    begun += 1;
    if (begun === 2) go();
    await both;
    return make(...args);
  };
}

t.test('what the linter finds holds the issue, with the reason, before anything is signed', async (t) => {
  const { id, worksId } = await approved(onlyPerformance());
  await sql`update works set facts = jsonb_set(facts, '{contractPrice}', '4999999') where id = ${worksId}`;
  await workOff();
  const held = guaranteeOf(await read(id, contractor), 'performance');
  t.match(held, { status: 'held', message: '発行前点検: 金額: 保証金額が請負金額を超えています。' });
  t.strictSame(await productsOf(held.guaranteeNumber), []);
  t.equal(
    said(await contractor.get(`/v1/guarantees/${held.guaranteeNumber}/authentication-key`)),
    '409 not_issued_yet',
  );
  t.equal(await workOff(), 0, 'and it is not tried again');
});

t.test('facts of which no certificate can be made hold the issue, and the number is given back', async (t) => {
  const { id, worksId } = await approved(onlyPerformance());
  await sql`update works set facts = jsonb_set(facts, '{contractDate}', '"2027-03-20"') where id = ${worksId}`;
  const [before] = await sql`select last_serial from counters`;
  await workOff();
  const held = guaranteeOf(await read(id, contractor), 'performance');
  t.match(held, {
    status: 'held',
    guaranteeNumber: null,
    message: /^電子証書を作成できません。保証期間: .+\(certificate_inconsistent \/period\)/,
  });
  t.strictSame((await sql`select last_serial from counters`)[0], before);
});

t.test('what D-Sure refuses is held with the reason', async (t) => {
  const restored = await startWorld(t, { dsureUrl: dsure.url, signingKeys: dsure.signingKeys });
  const journey = journeys(restored);
  const { id } = await journey.approved(onlyPerformance());
  await restored.workOff();
  const held = guaranteeOf(await journey.read(id), 'performance');
  t.match(held, {
    status: 'held',
    guaranteeNumber: '12-08-0000001-9',
    message: 'D-Sureが登録を受け付けませんでした(409 other_bytes_deposited)。',
  });
  const key = await restored.contractor.get(`/v1/guarantees/${held.guaranteeNumber}/authentication-key`);
  t.equal(said(key), '409 not_issued_yet', 'nobody sees a key that D-Sure has refused');
  t.strictSame(restored.mails(), []);
  const acts = await restored.sql`select act from audit_trail where subject = ${id} order by id`;
  t.equal(acts.at(-1)!.act, 'hold_issue');
});

t.test('a certificate on paper goes without D-Sure, and has no key', async (t) => {
  const { client } = world.world.dsure;
  world.world.dsure.client = dsureClient('http://127.0.0.1:1', dsure.signingKeys);
  const seen = await issued(
    application({ orderer: '203611', guarantees: [performance({ form: 'paper' })], paperDelivery: byPost }),
  );
  world.world.dsure.client = client;
  const { guaranteeNumber } = guaranteeOf(seen, 'performance');
  t.strictSame(
    (await productsOf(guaranteeNumber)).map(({ product }) => product),
    ['certificate_jws', 'certificate_pdf'],
  );
  const path = `/v1/guarantees/${guaranteeNumber}`;
  t.match((await contractor.get(path)).json(), { form: 'paper', depositedAt: null });
  t.equal(said(await contractor.get(`${path}/authentication-key`)), '409 not_electronic');
  t.equal(said(await contractor.get(`${path}/key-notice.pdf`)), '409 not_electronic');
  t.strictSame(
    mailServer.received().filter((mail) => mail.includes(guaranteeNumber!)),
    [],
    'and no notice of a key',
  );
});

t.test('the completion notice goes out once for each guarantee, and carries no key', async (t) => {
  const { guarantees } = await issued();
  later(86_400_000);
  await workOff();
  for (const { guaranteeNumber } of guarantees) {
    const mails = mailServer.received().filter((mail) => mail.includes(`completion-notice.${guaranteeNumber}@`));
    t.equal(mails.length, 1);
    const [mail] = mails as [string];
    t.match(mail, /^Message-ID: <completion-notice\.[-\d]+@mihon\.example\.jp>$/im);
    t.match(mail, /^To: soumu@ejcs\.co\.jp$/m);
    t.match(mail, /^Auto-Submitted: auto-generated$/m);
    const text = mailServer.textOf(mail);
    for (const words of ['総務部 見本 太郎 様', guaranteeNumber!, '町道○○線 道路改良工事', publicUrl, '長野支店']) {
      t.ok(text.includes(words), words);
    }
    const key = await keyOf(guaranteeNumber!);
    for (const secret of [key, key.replaceAll('-', '')]) t.notOk((mail + text).includes(secret));
  }
});

t.test('nobody gets a notice that was not wished', async (t) => {
  const before = mailServer.received().length;
  await issued({ ...onlyPerformance(), completionNotice: { wanted: false, email: 'soumu@ejcs.co.jp' } });
  t.equal(mailServer.received().length, before);
});

t.test(
  'a notice that the mail server puts off is sent again under the same Message-ID, and the certificate stays issued',
  async (t) => {
    mailServer.failNext('after the text');
    const { guarantees } = await issued(onlyPerformance());
    const { guaranteeNumber } = guarantees[0]!;
    const mine = () => mailServer.received().filter((mail) => mail.includes(`completion-notice.${guaranteeNumber}@`));
    t.equal(mine().length, 1, 'the server took it, and then said it had not');
    later(60_000);
    await workOff();
    t.equal(mine().length, 2);
    t.strictSame(mailServer.textOf(mine()[0]!), mailServer.textOf(mine()[1]!));
    const head = (mail: string, name: string) => mail.match(new RegExp(`^${name}: .*$`, 'im'))?.[0];
    for (const name of ['Message-ID', 'Date', 'Subject', 'To', 'From']) {
      t.equal(head(mine()[0]!, name), head(mine()[1]!, name), name);
    }
    t.equal(await workOff(), 0);
  },
);

t.test('without a mail server a notice becomes a file that mail programs open', async (t) => {
  const filed = await startWorld(t, { dsureUrl: dsure.url, signingKeys: dsure.signingKeys });
  // Its numbers are taken at D-Sure: they begin where the others end.
  await filed.sql`insert into counters values ('12', 2026, 5000)`;
  const { guarantees } = await journeys(filed).issued(onlyPerformance());
  const [mail, ...more] = filed.mails();
  t.equal(more.length, 0);
  t.ok(mailServer.textOf(mail!).includes(guarantees[0]!.guaranteeNumber!));
});

t.test('the worker is woken by what is asked for, and ends what it has begun', async (t) => {
  const worker = startOutboxWorker(world.work);
  const { unlisten } = await sql.listen('outbox', worker.wake);
  const seen = await submitted(onlyPerformance());
  await approve(seen);
  while ((await read(seen.id)).status !== 'completed') await new Promise((resolve) => setTimeout(resolve, 20));
  await worker.stop();
  await unlisten();
  t.match(guaranteeOf(await read(seen.id), 'performance'), { status: 'issued' });
});

t.test(
  'each certificate carries the timestamp of the authority that is named',
  { skip: lacks('openssl') },
  async (t) => {
    const authority = await startTimestampAuthority(t);
    const { pdf } = world.world.signingKeys;
    world.world.signingKeys.pdf = { ...pdf, timestampUrl: authority.url };
    t.teardown(() => {
      world.world.signingKeys.pdf = pdf;
    });
    const timestampOf = async (guaranteeNumber: string | null) => {
      const paper = (await contractor.get(`/v1/guarantees/${guaranteeNumber}/certificate.pdf`)).rawPayload;
      const { timestamp } = verifyPdf(new Uint8Array(paper));
      const path = folder(t);
      writeFileSync(path('signature'), readSignature(new Uint8Array(paper)).parts.signature);
      writeFileSync(path('token'), timestamp!);
      const token = ['-token_in', '-in', path('token'), '-data', path('signature')];
      return run('openssl', 'ts', '-verify', ...token, '-CAfile', authority.certificate);
    };
    const { guarantees } = await issued(onlyPerformance());
    t.match(await timestampOf(guarantees[0]!.guaranteeNumber), 'Verification: OK');

    await t.test('while it is silent, issuing waits with nothing half-made and holds up nobody else', async (t) => {
      authority.state.silent = true;
      const waiting = [await approved(onlyPerformance()), await approved(onlyPerformance())];
      const first = Promise.all([workOff(), workOff()]);
      await until(() => authority.waiting() === 2);
      authority.hangUp();
      await first;
      later(2_000);

      const onPaper = performance({ form: 'paper' });
      const other = await approved(application({ orderer: '203611', guarantees: [onPaper], paperDelivery: byPost }));
      const asked = authority.asked();
      const worker = startOutboxWorker(world.work);
      await until(() => authority.waiting() === 1);
      while ((await read(other.id)).status !== 'completed') await pause(20);
      t.equal(authority.asked(), asked + 1, 'one question finds out whether it answers again');
      authority.hangUp();
      await worker.stop();

      for (const { id } of waiting) {
        const { status, guaranteeNumber } = guaranteeOf(await read(id), 'performance');
        t.equal(status, 'issuing');
        t.strictSame(
          (await productsOf(guaranteeNumber)).map(({ product }) => product),
          ['certificate_jws'],
        );
        t.equal(said(await contractor.get(`/v1/guarantees/${guaranteeNumber}/key-notice.pdf`)), '409 not_issued_yet');
        const [task] = await sql`select last_error, dead_at from outbox where task_key = ${`${id}/performance`}`;
        t.match(task, { last_error: 'timestamp_failed', dead_at: null });
      }

      authority.state.silent = false;
      later(3_600_000);
      await workOff();
      for (const { id } of waiting) {
        const { status, guaranteeNumber } = guaranteeOf(await read(id), 'performance');
        t.equal(status, 'issued');
        t.match(await timestampOf(guaranteeNumber), 'Verification: OK');
      }
    });
  },
);

t.test('every number from 1 to the counter has its guarantee', async (t) => {
  const waiting = await Promise.all(Array.from({ length: 4 }, () => approved(onlyPerformance())));
  await Promise.all([workOff(), workOff()]);
  t.equal(waiting.length, 4);
  const [counter] = await sql`select last_serial from counters where issuer_prefix = '12' and fiscal_year = 2026`;
  const numbers = await sql`select guarantee_number from guarantees order by 1`;
  t.strictSame(
    numbers.map(({ guarantee_number }) => Number(guarantee_number.slice(6, 13))),
    Array.from({ length: counter!.last_serial }, (_, i) => i + 1),
  );
});

t.test('the list of guarantees is filtered, and its pages hold every row once', async (t) => {
  const list = async (query: string) => {
    const answer = (await contractor.get(`/v1/guarantees?limit=100&${query}`)).json() as {
      guarantees: { guaranteeNumber: string; kind: string; form: string }[];
    };
    return answer.guarantees.map(({ guaranteeNumber }) => guaranteeNumber);
  };
  const where = async (condition: string) =>
    (
      await sql.unsafe(
        `select guarantee_number from guarantees where issued_at is not null and ${condition} order by created_at desc, 1 desc`,
      )
    ).map(({ guarantee_number }) => guarantee_number as string);
  const all = await where('true');
  t.strictSame(await list(''), all);
  t.strictSame(await list('kind=advance_payment'), await where("kind = 'advance_payment'"));
  t.strictSame(await list('form=paper'), await where("form = 'paper'"));
  t.strictSame(await list(`orderer=${encodeURIComponent('２０３６１１')}`), await where("orderer = '203611'"));
  t.strictSame(await list(`q=${all[3]!.slice(3, 13)}`), [all[3]]);
  t.strictSame(await list(`q=${encodeURIComponent('道路改良')}`), all);
  t.strictSame(await list('q=_'), []);
  t.strictSame(await list('status=in_force'), all);
  t.strictSame(await list('status=expired'), []);
  const [{ at }] = (await sql`select max(updated_at)::text as at from guarantees`) as unknown as [{ at: string }];
  t.strictSame(await list(`updatedAfter=${encodeURIComponent(new Date(at).toISOString())}`), []);
  const found: string[] = [];
  for (let cursor = ''; ; ) {
    const answer = (await contractor.get(`/v1/guarantees?limit=3${cursor}`)).json() as {
      guarantees: { guaranteeNumber: string }[];
      next: string | null;
    };
    found.push(...answer.guarantees.map(({ guaranteeNumber }) => guaranteeNumber));
    if (answer.next === null) break;
    cursor = `&cursor=${answer.next}`;
  }
  t.strictSame(found, all);
});

t.test('an expired guarantee shows as expired the day after its last day, by the clock of Tokyo', async (t) => {
  const [{ guaranteeNumber }] = (await issued(onlyPerformance())).guarantees as [Seen['guarantees'][0]];
  const status = async (now: string) => {
    clock.now = new Date(now);
    return ((await contractor.get(`/v1/guarantees/${guaranteeNumber}`)).json() as { status: string }).status;
  };
  const before = clock.now;
  t.equal(await status('2027-03-19T14:59:59Z'), 'in_force');
  t.equal(await status('2027-03-19T15:00:00Z'), 'expired');
  clock.now = before;
});

t.test('no key, password, token or secret lies anywhere but in its place', async (t) => {
  const [{ guaranteeNumber }] = (await issued(onlyPerformance())).guarantees as [Seen['guarantees'][0]];
  const key = await keyOf(guaranteeNumber!);
  await contractor.get(`/v1/guarantees/${guaranteeNumber}/key-notice.pdf`);
  const { authorization } = await contractor.authorization();
  await contractor.get(`/v1/guarantees/${key}`);
  await contractor.get(`/v1/guarantees?q=${key}`);
  const form = new URLSearchParams({ grant_type: 'client_credentials', scope: 'underwriting' }).toString();
  const { clientId, clientSecret } = accounts.contractor;
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  const headers = { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' };
  await world.inject({ method: 'POST', url: '/oauth2/token', headers, payload: form });

  const { d: signingKey } = world.world.signingKeys.certificate.privateKey.export({ format: 'jwk' });
  const secrets = {
    'the key-encryption key': [world.keyEncryptionKey],
    'a signing key': [signingKey!, world.world.signingKeys.pdf.privateKeyPem.split('\n')[1]!],
    'a client secret': [clientSecret, basic],
    'a password': [accounts.contractor.password],
    'an access token': [authorization.slice('Bearer '.length)],
    'an authentication key': keysSeen.flatMap((key) => [key, key.replaceAll('-', ''), key.slice(0, 19)]),
    'a sealing key': keysSeen.flatMap(sealingKeysOf),
  };
  const everything = {
    'the database': inPlain(Object.values(await dump(world)).join('\n')),
    'the log': log.join(''),
    'the metrics': (await world.inject({ method: 'GET', url: '/metrics' })).body,
    'the mails': mailServer.received().join('') + mailServer.received().map(mailServer.textOf).join(''),
  };
  t.ok(keysSeen.length > 5);
  t.ok(log.length > 100);
  for (const [place, content] of Object.entries(everything)) {
    for (const [what, values] of Object.entries(secrets)) {
      t.notOk(
        values.some((value) => content.includes(value)),
        `${place} does not hold ${what}`,
      );
    }
  }
  t.notMatch(everything['the log'], /○○建設|soumu@|町道/, 'nor does the log hold names');
  const [{ key_ciphertext }] = (await sql`
    select key_ciphertext from guarantees where guarantee_number = ${guaranteeNumber}`) as unknown as [
    { key_ciphertext: Buffer },
  ];
  t.equal(key_ciphertext.length, 12 + 28 + 16, 'the key lies there encrypted');
});

function sealingKeysOf(text: string): string[] {
  const parsed = parseAuthenticationKey(text);
  if (!parsed.ok) throw new Error('no key');
  const { sealingKey } = deriveFromKey(parsed.key);
  return [Buffer.from(sealingKey).toString('base64url'), Buffer.from(sealingKey).toString('hex')];
}

/** With every column of bytes as the text that it may be, beside its hexadecimal form. */
function inPlain(dumped: string): string {
  return dumped + dumped.replace(/\\\\x([0-9a-f]+)/g, (_, hex: string) => Buffer.from(hex, 'hex').toString('latin1'));
}
