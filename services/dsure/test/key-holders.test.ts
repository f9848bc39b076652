import { calendarDay as day, formatAuthenticationKey, reviseCertificate, yen } from '@e-surety/domain';
import { digestOf } from '@e-surety/seal/format';
import t from 'tap';
import { readPaper } from '../../../packages/papers/test/reading.js';
import { crossCheck } from '../src/look-ups/cross-check.js';
import { deposited, makeReplacement, makeRevision, newCertificate, newKey, startWorld, worksName } from './world.js';

const world = await startWorld(t, { throttle: { failures: 10, withinSeconds: 60 }, trustedProxies: ['127.0.0.1'] });
const { mihon, inject, lookUp } = world;

type Answer = Awaited<ReturnType<typeof inject>>;
type Found = { guaranteeNumber: string; view: { token: string }; links: { receipt: string } };
const said = (answer: Answer) =>
  `${answer.statusCode} ${answer.statusCode < 300 ? '' : (answer.json() as { code: string }).code}`.trim();
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  inject({ method: 'POST', url, payload, headers });

async function looked() {
  const one = await deposited(mihon);
  const found = (await lookUp(one.key)).json() as Found;
  const at = `/v1/certificates/${one.guaranteeNumber}/revisions`;
  return { ...one, found, at, token: found.view.token };
}

async function amended(one: Awaited<ReturnType<typeof looked>>) {
  const certificate = reviseCertificate(one.made.certificate, {
    type: 'amendment',
    issuedOn: day('2026-11-15'),
    effectiveOn: day('2026-11-15'),
    reason: '設計変更',
    changes: { amount: yen(18_000_000) },
  });
  const second = await makeRevision(mihon, certificate, one.key, { previous: one.made.digest });
  await mihon.put(second.path, second.body);
  return second;
}

t.test('the receipt says what was seen, when, which bytes that was, and what was checked', async (t) => {
  const { found, token, made, guaranteeNumber, key } = await looked();
  const answer = await inject({ method: 'GET', url: new URL(found.links.receipt).pathname, headers: bearer(token) });
  t.equal(answer.headers['content-type'], 'application/pdf');
  t.equal(answer.headers['cache-control'], 'no-store');
  const disposition = decodeURIComponent(String(answer.headers['content-disposition']));
  t.match(disposition, `閲覧確認票_${guaranteeNumber}_当初.pdf`);
  const { text } = await readPaper(new Uint8Array(answer.rawPayload));
  const { certificate, pdf } = made.contents;
  for (const part of [
    ...['閲覧確認票', '令和8年11月22日 10:00', guaranteeNumber, '有効', '20,000,000円', worksName, '富士見町'],
    ...[digestOf(certificate), digestOf(pdf), '当初', '見本建設業保証株式会社'],
    ...[
      '認証キー',
      'D-Sureの登録内容',
      '保証人の電子署名',
      '署名に使われた鍵',
      'PDFが、登録された時のものと一致しました',
    ],
  ]) {
    t.ok(text.includes(part.replace(/\s/g, '')), part);
  }
  t.notOk(text.includes('未実施'), 'the PDF was opened too');
  for (const secret of [key, formatAuthenticationKey(key), key.slice(0, 8), token]) t.notOk(text.includes(secret));
});

t.test('the receipt of an older revision says so, with the state of the guarantee as it is now', async (t) => {
  const one = await looked();
  const second = await amended(one);
  const ended = reviseCertificate(second.certificate, {
    type: 'cancellation',
    issuedOn: day('2026-11-20'),
    effectiveOn: day('2026-11-20'),
    reason: '請負契約の解除',
  });
  const third = await makeRevision(mihon, ended, one.key, { previous: second.digest });
  t.equal(said(await mihon.put(third.path, third.body)), '201');
  const answer = await inject({ method: 'GET', url: `${one.at}/0/receipt.pdf`, headers: bearer(one.token) });
  const { text } = await readPaper(new Uint8Array(answer.rawPayload));
  t.match(text, /当初（全3版）/);
  t.match(text, '解約');
});

t.test('a receipt is only for who looked that certificate up', async (t) => {
  const one = await looked();
  const other = await looked();
  const receipt = (at: string, token: string) =>
    inject({ method: 'GET', url: `${at}/receipt.pdf`, headers: bearer(token) });
  t.equal(said(await receipt(`${other.at}/0`, one.token)), '403 view_token_of_another_certificate');
  t.equal(said(await receipt(`${one.at}/1`, one.token)), '404 revision_not_found');
});

const declaredBy = { organisation: '富士見町', department: '建設課', name: '見本 太郎' };

t.test('受領 and 訂正依頼 are recorded as declared, once for each form, and change no status', async (t) => {
  const { at, token, key, guaranteeNumber } = await looked();
  const declare = (body: object, bearerToken = token) =>
    post(`${at}/0/acknowledgements`, { reason: '', declaredBy, ...body }, bearer(bearerToken));
  const first = await declare({ result: 'accepted' });
  t.equal(said(first), '201');
  t.match(first.json(), { guaranteeNumber, revision: 0, result: 'accepted', declaredBy });
  const again = await declare({ result: 'accepted' });
  t.equal(said(again), '200');
  t.strictSame(again.json(), first.json());

  t.equal(said(await declare({ result: 'correction_requested', reason: ' ' })), '422 reason_missing');
  t.equal(
    said(await declare({ result: 'correction_requested', reason: '工期が違います。\n3月20日までです。' })),
    '201',
  );
  const { view } = (await lookUp(key)).json() as Found;
  t.equal(said(await declare({ result: 'accepted' }, view.token)), '201', 'another look-up may declare the same');
  t.match((await lookUp(key)).json(), { status: 'in_force', revisions: 1 });

  const [rows] = await world.postgres.sql`
    select count(*)::int as n from acknowledgements where guarantee_number = ${guaranteeNumber}`;
  t.equal(rows!.n, 3);
  await t.rejects(async () => {
    await world.postgres.sql`update acknowledgements set result = 'accepted'`;
  }, /only ever added/);
});

t.test('a key that went astray declares only so much in a day', async (t) => {
  const { at, token, guaranteeNumber } = await looked();
  const declare = (reason: string) =>
    post(`${at}/0/acknowledgements`, { result: 'accepted', reason, declaredBy }, bearer(token));
  for (let n = 0; n < 20; n++) t.equal(said(await declare(`${n}`)), '201');
  const refused = await declare('20');
  t.equal(said(refused), '429 too_many_declarations');
  t.equal(refused.headers['retry-after'], '86400');
  t.equal(said(await declare('7')), '200', 'what was declared is answered again');
  const another = await looked();
  const elsewhere = { result: 'accepted', reason: '', declaredBy };
  t.equal(said(await post(`${another.at}/0/acknowledgements`, elsewhere, bearer(another.token))), '201');
  const [rows] = await world.postgres.sql`
    select count(*)::int as n from events where type = 'certificate.acknowledged' and guarantee_number = ${guaranteeNumber}`;
  t.equal(rows!.n, 20);
});

t.test('two forms that are sent at the same moment are one declaration', async (t) => {
  const { at, token } = await looked();
  const body = { result: 'accepted', reason: '', declaredBy };
  const answers = await Promise.all([1, 2, 3, 4].map(() => post(`${at}/0/acknowledgements`, body, bearer(token))));
  t.equal(answers.filter(({ statusCode }) => statusCode === 201).length, 1);
  for (const answer of answers) t.strictSame(answer.json(), answers[0]!.json());
});

t.test('whose key was replaced declares nothing any more', async (t) => {
  const { at, token, made } = await looked();
  const replacement = await makeReplacement(mihon, [made], newKey());
  await mihon.put(replacement.path, replacement.body);
  const answer = await post(`${at}/0/acknowledgements`, { result: 'accepted', reason: '', declaredBy }, bearer(token));
  t.equal(said(answer), '410 authentication_key_replaced');
});

type Batch = { answers: { status: number; found?: Found; problem?: { code: string } }[] };
const batch = async (lookUps: object[], address = '192.0.2.50') =>
  (await post('/v1/look-ups/batch', { lookUps }, { 'x-forwarded-for': address })).json() as Batch;

t.test('each key of a batch is answered on its own, in the order in which it was asked', async (t) => {
  const one = await deposited(mihon);
  const other = await deposited(mihon);
  const { answers } = await batch([
    { authenticationKey: one.key, guaranteeNumber: one.guaranteeNumber },
    { authenticationKey: `${one.key.slice(0, -1)}*` },
    { authenticationKey: newKey() },
    { authenticationKey: one.key, guaranteeNumber: other.guaranteeNumber },
    { authenticationKey: other.key },
  ]);
  t.strictSame(
    answers.map(({ status, found, problem }) => `${status} ${found?.guaranteeNumber ?? problem!.code}`),
    [
      `200 ${one.guaranteeNumber}`,
      '400 authentication_key_mistyped',
      '404 certificate_not_found',
      '404 certificate_not_found',
      `200 ${other.guaranteeNumber}`,
    ],
  );
});

t.test('a batch holds a hundred keys and no more, and its failures are counted one by one', async (t) => {
  const { key } = await deposited(mihon);
  const wrong = Array.from({ length: 99 }, () => ({ authenticationKey: newKey() }));
  const { answers } = await batch([...wrong, { authenticationKey: key }], '192.0.2.51');
  const statuses = answers.map(({ status }) => status);
  t.equal(statuses.filter((status) => status === 404).length, 10);
  t.equal(statuses.filter((status) => status === 429).length, 89);
  t.equal(statuses.at(-1), 200, 'a right key is answered even then');
  const tooMany = await post('/v1/look-ups/batch', {
    lookUps: [...wrong, ...wrong.slice(0, 2)],
  });
  t.equal(said(tooMany), '400 invalid_request');
});

t.test("the orderer's own facts are compared one by one, and only those that are given", async (t) => {
  const { key, guaranteeNumber } = await deposited(mihon);
  const facts = { worksNumber: '建－８－１２３', contractPrice: 50_000_001, requiredAmount: 20_000_000 };
  const answer = await post('/v1/look-ups/cross-check', { authenticationKey: key, guaranteeNumber, facts });
  t.equal(said(answer), '200');
  t.match(answer.json(), {
    found: { guaranteeNumber },
    comparison: [
      { fact: 'worksNumber', result: 'matches', given: '建－８－１２３', onCertificate: '建-8-123' },
      { fact: 'contractPrice', result: 'differs', given: 50_000_001, onCertificate: 50_000_000 },
      { fact: 'requiredAmount', result: 'matches', given: 20_000_000, onCertificate: 20_000_000 },
    ],
  });
  t.equal(said(await post('/v1/look-ups/cross-check', { authenticationKey: key, facts: {} })), '400 invalid_request');
  const unknown = { authenticationKey: newKey(), facts };
  t.equal(said(await post('/v1/look-ups/cross-check', unknown)), '404 certificate_not_found');
});

t.test('a name matches however its company form and spaces are written, and no further', async (t) => {
  const certificate = newCertificate(mihon);
  const name = (contractorName: string) => crossCheck(certificate, { contractorName })[0]!.result;
  t.equal(name('髙﨑塚建設株式会社'), 'matches');
  t.equal(name('髙﨑塚建設　㈱'), 'matches');
  t.equal(name('髙﨑塚建設（株）'), 'matches');
  t.equal(name('高崎塚建設株式会社'), 'differs', 'another character is for a person to judge');
  t.equal(name('株式会社髙﨑塚建設'), 'differs');
});

t.test('days and the required amount are judged exactly', async (t) => {
  const certificate = newCertificate(mihon);
  const results = (facts: Parameters<typeof crossCheck>[1]) =>
    crossCheck(certificate, facts).map(({ result }) => result);
  t.strictSame(results({ worksPeriodFrom: day('2026-11-11'), worksPeriodTo: day('2027-03-20') }), [
    'matches',
    'differs',
  ]);
  t.strictSame(results({ requiredAmount: yen(20_000_001) }), ['differs']);
  t.strictSame(results({ requiredAmount: yen(19_999_999) }), ['matches']);
  t.strictSame(results({}), []);
  const unnumbered = { ...certificate, works: { ...certificate.works, number: null } };
  t.match(crossCheck(unnumbered, { worksNumber: '1' }), [{ result: 'differs', onCertificate: null }]);
});

interface Told {
  id: string;
  type: string;
  guaranteeNumber: string;
  revision: number;
  acknowledgement?: object;
}
const feed = async (issuer = mihon, after: string | null = null, limit = 100) =>
  inject({
    method: 'GET',
    url: `/v1/events?limit=${limit}${after === null ? '' : `&after=${after}`}`,
    headers: bearer(await issuer.call()),
  });
const read = async (...asked: Parameters<typeof feed>) =>
  (await feed(...asked)).json() as { events: Told[]; next: string; more: boolean };
const inShort = (events: Told[]) => events.map(({ type, revision }) => `${type} ${revision}`);

async function newest() {
  let next: string | null = null;
  for (let more = true; more; ) ({ next, more } = await read(mihon, next));
  return next!;
}

t.test('an issuer reads what happened to its certificates from where it stopped, and nobody else’s', async (t) => {
  const start = await newest();
  const one = await looked();
  await post(`${one.at}/0/acknowledgements`, { result: 'accepted', reason: '', declaredBy }, bearer(one.token));
  const { events, next, more } = await read(mihon, start);
  t.strictSame(inShort(events), ['certificate.deposited 0', 'certificate.viewed 0', 'certificate.acknowledged 0']);
  t.notOk(more);
  t.match(events[2]!.acknowledgement, { result: 'accepted', declaredBy });
  const { events: none, next: still } = await read(mihon, next);
  t.strictSame([none, still], [[], next], 'an empty answer names the same place');
  const first = await read(mihon, start, 1);
  t.strictSame([first.events, first.more], [[events[0]], true]);
  t.strictSame((await read(mihon, first.next)).events, events.slice(1));
  t.strictSame((await read(world.hikaku)).events, []);
  t.equal(said(await feed(world.hikaku, next)), '409 cursor_unknown');
  t.equal(said(await feed(mihon, 'bm90LWEtcGxhY2U')), '400 invalid_request');
});

t.test('a reading is an event once a day for each revision and key, and only if it was one', async (t) => {
  const one = await looked();
  const start = await newest();
  await lookUp(one.key);
  await lookUp(newKey(), one.guaranteeNumber);
  t.strictSame((await read(mihon, start)).events, [], 'a second reading, and a wrong key');
  await amended(one);
  await Promise.all([lookUp(one.key), lookUp(one.key), lookUp(one.key)]);
  t.strictSame(inShort((await read(mihon, start)).events), ['certificate.deposited 1', 'certificate.viewed 1']);
  const { now } = world.clock;
  world.clock.now = new Date('2026-11-22T15:00:00Z');
  await post('/v1/look-ups/batch', { lookUps: [{ authenticationKey: one.key }] });
  world.clock.now = now;
  t.strictSame(inShort((await read(mihon, start)).events).slice(2), ['certificate.viewed 1'], 'another day in Tokyo');
});

t.test('what a slow transaction tells comes after what was read meanwhile, and is not skipped', async (t) => {
  const { guaranteeNumber } = await deposited(mihon);
  const start = await newest();
  const { sql } = world.postgres;
  const write = (tx: typeof sql) => tx`
    insert into events (id, issuer_id, type, guarantee_number, revision, at)
    values (gen_random_uuid(), 'mihon', 'certificate.viewed', ${guaranteeNumber}, 0, now()) returning id`;
  const slow = await sql.reserve();
  await slow`begin`;
  const [late] = await write(slow as unknown as typeof sql);
  const [early] = await write(sql);
  const { events, next } = await read(mihon, start);
  t.strictSame(
    events.map(({ id }) => id),
    [early!.id],
  );
  await slow`commit`;
  slow.release();
  t.strictSame(
    (await read(mihon, next)).events.map(({ id }) => id),
    [late!.id],
  );
});

t.test('a system gets a batch as a table that Excel opens, with nothing in it that Excel would run', async (t) => {
  const certificate = newCertificate(mihon);
  const dangerous = { ...certificate, works: { ...certificate.works, number: '=HYPERLINK("https://example.jp/")' } };
  const { key, guaranteeNumber } = await deposited(mihon, dangerous);
  const lookUps = [
    { authenticationKey: key, guaranteeNumber },
    { authenticationKey: newKey(), guaranteeNumber: '＋81' },
    { authenticationKey: newKey() },
  ];
  const answer = await post('/v1/look-ups/export', { lookUps });
  t.equal(answer.headers['content-type'], 'text/csv; charset=utf-8');
  t.equal(answer.headers['cache-control'], 'no-store');
  const [heading, first, second, third, ...rest] = answer.body.split('\r\n');
  t.ok(heading!.startsWith('\uFEFF"行","結果"'));
  t.match(first, `"1","in_force","有効","${guaranteeNumber}","0","0","前払金保証","203629","富士見町"`);
  t.match(first, `"'=HYPERLINK(""https://example.jp/"")","50000000","20000000","2026-11-11","2027-03-19","2026-11-05"`);
  t.match(second, /^"2","guarantee_number_mistyped","[^"]+","'＋81",/);
  t.match(third, /^"3","certificate_not_found",/);
  t.strictSame(rest, ['']);
  for (const secret of [key, formatAuthenticationKey(key)]) t.notOk(answer.body.includes(secret));
});
