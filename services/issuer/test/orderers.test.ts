import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createDsureClient } from '@e-surety/client/dsure';
import { prefectures, searchKey } from '@e-surety/domain';
import t from 'tap';
import { readPaper } from '../../../packages/papers/test/reading.js';
import { builtPrograms } from '../../../scripts/stack/programs.js';
import { emptyFolder } from '../../../scripts/testing/stack.js';
import { loadDirectory, shippedDirectory } from '../src/orderers/load-directory.js';
import { findOrderer } from '../src/orderers/store.js';
import { startDsure } from './dsure.js';
import { advance, application, guaranteeOf, journeys, performance, type Seen } from './journey.js';
import { dump, named, said, startWorld, type TestCaller } from './world.js';

const dsure = await startDsure(t);
const world = await startWorld(t, { dsureUrl: dsure.url, signingKeys: dsure.signingKeys });
const { contractor, underwriter, admin, inject, sql } = world;
const { drafted, submitted, approve, approved, issued, read } = journeys(world);

interface Orderer {
  code: string;
  name: string;
  electronic: { since: string | null; validFrom: string; kinds: string[] } | null;
}

const orderers = async (query: string): Promise<Orderer[]> =>
  ((await inject({ method: 'GET', url: `/v1/orderers?limit=100&${query}` })).json() as { orderers: Orderer[] })
    .orderers;
const search = async (q: string) => (await orderers(`q=${encodeURIComponent(q)}`)).map(({ name }) => name);

async function orderer(code: string) {
  const answer = await inject({ method: 'GET', url: `/v1/orderers/${code}` });
  const body = answer.json() as Orderer & { rules: { validFrom: string; rules: typeof someRules }[] };
  return { ...body, etag: answer.headers.etag as string };
}

const send = async (method: string, url: string, payload: object | Buffer, headers: object, who: TestCaller = admin) =>
  inject({ method, url, payload, headers: { ...(await who.authorization()), ...headers } } as never);

const put = async (code: string, validFrom: string, rules: object, etag?: string, who?: TestCaller) =>
  send(
    'PUT',
    `/v1/orderers/${code}/rules/${validFrom}`,
    rules,
    { 'if-match': etag ?? (await orderer(code)).etag },
    who,
  );

const everyKind = ['advance_payment', 'interim_advance_payment', 'performance'];
const someRules = {
  electronic: {
    since: '2026-06-01' as string | null,
    trigger: 'notice_date' as string | null,
    kinds: everyKind,
    subjects: ['construction'],
  },
  submission: [] as Record<string, unknown>[],
  source: 'https://mihon.example.jp/',
};
const rulesWith = (electronic: object, more: object = {}) => ({
  ...someRules,
  ...more,
  electronic: { ...someRules.electronic, ...electronic },
});

/** A body of our own making, with nothing known of it. */
const newBody = (() => {
  let serial = 0;
  return async (name = '見本の国') => {
    serial += 1;
    const code = `K-TEST${serial}`;
    await importCsv(`code,prefecture,name,kana\n${code},国,${name},みほんのくに\n`);
    return code;
  };
})();

async function importCsv(text: string | Buffer, headers: object = {}, who?: TestCaller) {
  const all = { 'content-type': 'text/csv', 'idempotency-key': randomUUID(), ...headers };
  return send('POST', '/v1/orderers/imports', Buffer.from(text as string), all, who);
}

const dates = (given: object) => ({ dates: { ...application().works.dates, ...given } });
const submit = ({ id }: { id: string }) => contractor.post(`/v1/applications/${id}/submission`);
const factsOf = (answer: { json(): unknown }) => (answer.json() as { facts?: object }).facts;

t.test('the directory that comes with the product is loaded once, whole or not at all', async (t) => {
  const { db } = world.world;
  const before = await dump(world);
  t.equal(await loadDirectory(db, shippedDirectory), 16);
  t.strictSame(await dump(world), before, 'the setup had loaded it');
  const accepting = await orderers('electronic=true');
  t.equal(accepting.length, 17, 'and a strict one of the tests');
  t.ok(accepting.every(({ electronic }) => electronic !== null));
  t.match((await orderer('422118')).electronic, { since: '2026-01-01', trigger: 'contract_date' });
  t.strictSame(
    (await orderers('electronic=false')).map(({ name }) => name),
    ['下諏訪町'],
  );
});

t.test('a folder with one wrong file is not loaded at all, and the file is named', async (t) => {
  const folder = emptyFolder(t);
  const entry = { code: '131016', prefecture: '東京都', name: '千代田区', kana: 'ちよだく', rules: [] };
  const [submission] = (await orderer('250007')).rules[0]!.rules.submission;
  const wrong: [object, RegExp][] = [
    [{ ...entry, code: '131017' }, /check digit/],
    [{ ...entry, kana: 1 }, /\/kana/],
    [
      {
        ...entry,
        rules: [{ validFrom: '2026-04-01', rules: { ...someRules, submission: [{ ...submission, subject: '{x}' }] } }],
      },
      /\{x\}/,
    ],
  ];
  writeFileSync(`${folder}/a.json`, JSON.stringify(entry));
  for (const [content, reason] of wrong) {
    writeFileSync(`${folder}/b.json`, JSON.stringify(content));
    await t.rejects(loadDirectory(world.world.db, folder), { message: reason });
    await t.rejects(loadDirectory(world.world.db, folder), { message: /^b\.json: / });
  }
  t.equal((await inject({ method: 'GET', url: '/v1/orderers/131016' })).statusCode, 404);
});

t.test('the commands import a list and load the directory, and say what they did', async (t) => {
  const folder = emptyFolder(t);
  writeFileSync(`${folder}/list.csv`, 'code,prefecture,name,kana\nK-CMD1,国,命令,めいれい\n999999,国,誤り,あやまり\n');
  writeFileSync(`${folder}/no-list.csv`, '見出しなし\n');
  const run = (...args: string[]) => {
    const env = { PATH: process.env.PATH, DATABASE_URL: world.databaseUrl };
    const { status, stdout, stderr } = spawnSync(process.execPath, [builtPrograms.issuer.admin, ...args], { env });
    return { status, said: `${stdout}${stderr}` };
  };
  t.strictSame(run('load-directory'), { status: 0, said: '16 発注者\n' });
  t.match(run('import-orderers', `${folder}/list.csv`), {
    status: 0,
    said: /^2行: 追加 1、変更 0、変更なし 0、不受理 1\n3行目: 「999999」は発注者コードではありません。/,
  });
  t.match(run('import-orderers', `${folder}/no-list.csv`), { status: 1, said: /見出しが違います/ });
  t.match(run('import-orderers'), { status: 1, said: /CSVのファイル を指定してください。/ });
  t.match(run('toString'), { status: 1, said: /toString というコマンドはありません。/ });
});

t.test('a body is found by parts of name, kana, prefecture and code, however they are typed', async (t) => {
  for (const q of ['富士見', 'ふじみ', 'フジミ', 'ﾌｼﾞﾐ', '長野 ふじみまち', '２０３６２９', '2036']) {
    t.ok((await search(q)).includes('富士見町'), q);
  }
  t.strictSame(await search('岐阜県 もとす'), ['本巣市']);
  t.strictSame(await search('長野県 もとす'), []);
  t.strictSame(await search('_'), []);
  for (const row of await sql`select * from orderers`) {
    const parts = [row.code, row.prefecture, row.name, row.kana] as string[];
    t.equal(row.search_key, parts.map(searchKey).join('\n'), 'the database folds as the domain does');
  }
});

t.test('rules are added by an admin from a day on, and the history stays', async (t) => {
  const code = await newBody();
  t.match(await orderer(code), { electronic: null, rules: [] });
  const { etag } = await orderer(code);
  t.equal(said(await put(code, '2026-06-01', someRules, etag, contractor)), '403 forbidden');
  t.equal(said(await put(code, '2026-06-01', someRules, '"99"')), '412 changed_meanwhile');
  t.equal(said(await send('PUT', `/v1/orderers/${code}/rules/2026-06-01`, someRules, {})), '428 if_match_missing');
  t.equal(said(await put('131016', '2026-06-01', someRules, etag)), '404 orderer_not_found');

  const first = await put(code, '2026-06-01', someRules, etag);
  t.equal(said(first), '200');
  t.not(first.headers.etag, etag);
  t.equal(said(await put(code, '2026-06-01', someRules)), '200', 'the same again');
  t.equal((await orderer(code)).etag, first.headers.etag, 'changes nothing');
  t.equal(said(await put(code, '2027-04-01', rulesWith({ kinds: ['performance'] }))), '200');
  const seen = await orderer(code);
  t.strictSame(
    seen.rules.map(({ validFrom }) => validFrom),
    ['2026-06-01', '2027-04-01'],
  );
  t.equal(seen.electronic?.validFrom, '2026-06-01', 'those of today');
  const acts = await sql`select actor, detail from audit_trail where subject = ${code} order by id`;
  t.match(acts, [
    { actor: 'client:admin', detail: { validFrom: '2026-06-01', before: null } },
    { detail: { validFrom: '2027-04-01' } },
  ]);
});

t.test('rules that nobody can follow are refused by field', async (t) => {
  const code = await newBody();
  const submission = {
    kinds: ['performance'],
    channel: 'email',
    subject: '【電子保証】{workNo}',
    body: [],
    attach: ['key_notice'],
    deadline: null,
    confirmByPhone: false,
  };
  const cases: [object, string][] = [
    [rulesWith({}, { submission: [submission] }), '/submission/0/subject unknown_placeholder'],
    [
      rulesWith({}, { submission: [1, 2].map(() => ({ ...submission, subject: null })) }),
      '/submission/1/kinds kind_twice',
    ],
    [rulesWith({ since: '2026-02-30' }), '/electronic/since wrong_format'],
    [rulesWith({ trigger: 'someday' }), '/electronic/trigger not_allowed_value'],
    [{ ...someRules, source: undefined }, '/source required'],
    [{ ...someRules, fax: '1' }, '/fax unknown_field'],
  ];
  for (const [rules, field] of cases) t.ok(named(await put(code, '2026-06-01', rules)).includes(field), field);
  t.strictSame((await orderer(code)).rules, []);
});

t.test('the public list holds who accepts now or from a known day, and nobody else', async (t) => {
  const [now, later, stopped, again] = [
    await newBody('今'),
    await newBody('後'),
    await newBody('止'),
    await newBody('再'),
  ];
  await put(now, '2026-06-01', someRules);
  await put(later, '2027-04-01', rulesWith({ since: null }));
  for (const code of [stopped, again]) {
    await put(code, '2026-06-01', someRules);
    await put(code, '2026-11-01', rulesWith({ kinds: [] }));
  }
  await put(again, '2027-04-01', someRules);
  const listed = (await orderers('electronic=true&q=K-TEST')).map(({ code }) => code);
  t.ok([now, later, again].every((code) => listed.includes(code)));
  t.notOk(listed.includes(stopped));
  const others = (await orderers('electronic=false&q=K-TEST')).map(({ code }) => code);
  t.ok(others.includes(stopped));
  t.equal((await orderer(later)).electronic?.validFrom, '2027-04-01');
  t.equal((await orderer(again)).electronic?.validFrom, '2027-04-01');
});

t.test('an application is judged by the version that its own day names, at submission and at approval', async (t) => {
  const code = await newBody();
  await put(code, '2026-06-01', someRules);
  await put(code, '2026-10-01', rulesWith({ kinds: ['performance'] }));
  const on = (notice: string | null) =>
    drafted(application({ orderer: code, works: dates({ notice }), guarantees: [advance()] }));

  const late = await submit(await on('2026-10-01'));
  t.equal(said(late), '422 submission_refused');
  t.strictSame(named(late), ['/guarantees/0/form electronic_kind_not_accepted']);
  t.strictSame(factsOf(late), { orderer: code, validFrom: '2026-10-01', judgedOn: '2026-10-01' });
  t.match((late.json() as { detail: string }).detail, /証書\(紙\)ではお申し込みいただけます。/);

  const without = await submit(await on(null));
  t.strictSame(
    named(without),
    ['/guarantees/0/form electronic_kind_not_accepted'],
    'by the rules of the day until then',
  );

  const early = await on('2026-09-30');
  t.equal(said(await submit(early)), '200', 'announced while the earlier rules held');
  await put(code, '2026-09-01', rulesWith({ kinds: [] }));
  const refused = await approve(await read(early.id));
  t.equal(said(refused), '422 approval_refused', 'judged again at approval');
  t.strictSame(factsOf(refused), { orderer: code, validFrom: '2026-09-01', judgedOn: '2026-09-30' });
});

t.test('a date that the trigger names and nobody gave is asked for by field', async (t) => {
  const code = await newBody();
  await put(code, '2026-06-01', someRules);
  const ask = (form: string) =>
    application({
      orderer: code,
      guarantees: [performance({ form })],
      paperDelivery: { method: 'branch_counter', address: null },
    });
  const missing = await submit(await drafted(ask('electronic')));
  t.strictSame(named(missing), ['/works/dates/notice electronic_date_missing']);
  t.equal(said(await submit(await drafted(ask('paper')))), '200', 'on paper it goes');
  await put(code, '2026-06-01', rulesWith({ since: null }));
  t.equal(said(await submit(await drafted(ask('electronic')))), '200', 'an unknown first day never refuses');
});

t.test('what an approved guarantee was judged by is kept, and its version can no longer be changed', async (t) => {
  const code = await newBody();
  await put(code, '2026-06-01', someRules);
  const judged = application({ orderer: code, works: dates({ notice: '2026-07-01' }), guarantees: [performance()] });
  const { id } = await approved(judged);
  const judgements = (await read(id)) as Seen & { judgements: object[] };
  const by = { kind: 'performance', orderer: code, validFrom: '2026-06-01', judgedOn: '2026-07-01' };
  t.match(judgements.judgements, [
    { ...by, act: 'submission' },
    { ...by, act: 'approval' },
  ]);
  t.equal(said(await put(code, '2026-06-01', rulesWith({ kinds: [] }))), '409 rules_in_use');
  t.equal(said(await put(code, '2026-06-02', rulesWith({ kinds: [] }))), '200', 'a version of its own is added');
  t.strictSame(((await read(id)) as typeof judgements).judgements, judgements.judgements);
});

t.test('rules stay as they are until an approval by them is recorded', async (t) => {
  const seen = await submitted(application());
  const answers = await world.world.db.transaction(async (tx) => {
    await findOrderer(tx, '203629', { forUpdate: true });
    const approving = approve(seen);
    t.ok(await world.somebodyWaits(), 'an approval waits for whoever is mending them');
    return [approving];
  });
  t.equal(said(await answers[0]!), '200');
});

const head = 'code,prefecture,name,kana';
/** As many bodies as there are in Japan, of our own making: codes with their check digit, evenly over the prefectures. */
function madeUpBodies(count: number): string[] {
  const digit = (five: string) => (11 - ([...five].reduce((sum, d, i) => sum + Number(d) * (6 - i), 0) % 11)) % 10;
  return Array.from({ length: count }, (_, index) => {
    const prefecture = index % 47;
    const five = `${String(prefecture + 1).padStart(2, '0')}${String(900 + Math.floor(index / 47)).padStart(3, '0')}`;
    return `${five}${digit(five)},${prefectures[prefecture]},見本${index}町,みほんちょう`;
  });
}

t.test('two thousand bodies are imported in one go, and again without any change', async (t) => {
  const lines = madeUpBodies(2000);
  const file = [head, ...lines].join('\r\n');
  const began = Date.now();
  const first = await importCsv(file);
  t.ok(Date.now() - began < 5000, 'within seconds');
  t.strictSame(first.json(), { lines: 2000, added: 2000, changed: 0, unchanged: 0, refused: [] });
  t.strictSame((await importCsv(file)).json(), { lines: 2000, added: 0, changed: 0, unchanged: 2000, refused: [] });
  t.strictSame((await importCsv(file.replace('見本0町', '新見本町'))).json(), {
    lines: 2000,
    added: 0,
    changed: 1,
    unchanged: 1999,
    refused: [],
  });
  const page = await inject({ method: 'GET', url: '/v1/orderers?electronic=false&limit=100' });
  t.type((page.json() as { next: string }).next, 'string', 'all of them unconfirmed');
});

t.test('a line that cannot be taken is named with its reason, and the others are stored', async (t) => {
  const [good, other, moved, twice] = madeUpBodies(2004)
    .slice(2000)
    .map((line) => line.split(',')[0]);
  const report = (
    await importCsv(
      [
        head,
        `${good},${prefectures[2000 % 47]},"引用,町",いんようちょう`,
        `${other!.slice(0, 5)}${(Number(other![5]) + 1) % 10},${prefectures[2001 % 47]},誤り町,あやまりちょう`,
        '',
        `${moved},北海道,よその町,よそのまち`,
        `${good},${prefectures[2000 % 47]},二度町,にどちょう`,
        `${twice},${prefectures[2003 % 47]},漢字町,漢字町`,
        `${twice},${prefectures[2003 % 47]}`,
      ].join('\n'),
    )
  ).json() as { added: number; lines: number; refused: { line: number; code: string; detail: string }[] };
  t.match(report, { lines: 6, added: 1 });
  t.strictSame(
    report.refused.map(({ line, code }) => `${line} ${code}`),
    ['3 not_an_orderer_code', '5 other_prefecture', '6 code_twice', '7 not_kana', '8 wrong_number_of_fields'],
  );
  t.match(report.refused[2]?.detail, /2行目/);
  t.equal((await orderer(good!)).name, '引用,町');
});

t.test('the list may be UTF-8 or Shift_JIS; what is no such list is refused whole', async (t) => {
  const line = (name: string) => `${head}\nK-UTF81,国,${name},みほんちょう\n`;
  await importCsv(`\ufeff${line('印付き町')}`);
  t.equal((await orderer('K-UTF81')).name, '印付き町');
  // 表 in Shift_JIS ends in a byte that is a backslash elsewhere.
  const shiftJis = `636f64652c707265666563747572652c6e616d652c6b616e610a4b2d534a4953312c8d912c955c92ac2c82a882e082c482dc82bf0a`;
  t.match((await importCsv(Buffer.from(shiftJis, 'hex'))).json(), { added: 1 });
  t.equal((await orderer('K-SJIS1')).name, '表町');

  const stored = await dump(world);
  for (const file of ['', 'a,b\n1,2\n', `${head}\n"K-QUOTE`, Buffer.from([0xff, 0xfe, 0x00, 0xd8])]) {
    t.match(named(await importCsv(file)), [' not_a_list_of_orderers']);
  }
  t.equal(said(await importCsv(line('他'), {}, underwriter)), '403 forbidden');
  t.equal(said(await importCsv(line('他'), { 'content-type': 'application/json' })), '415 unsupported_media_type');
  t.equal(said(await importCsv(line('他'), { 'idempotency-key': '' })), '400 idempotency_key_missing');
  t.strictSame(await dump(world), stored);
});

const onPaper = (changes: object = {}) =>
  application({
    orderer: '203611',
    guarantees: [performance({ form: 'paper' })],
    paperDelivery: { method: 'post', address: '長野県諏訪郡富士見町○○100番地' },
    ...changes,
  });

t.test('a paper guarantee is underwritten and numbered alike, and waits to be posted', async (t) => {
  const seen = await issued(onPaper());
  const electronic = await issued();
  const number = guaranteeOf(seen, 'performance').guaranteeNumber!;
  const serial = (one: string | null) => Number(one!.split('-')[2]);
  t.equal(serial(guaranteeOf(electronic, 'advance_payment').guaranteeNumber), serial(number) + 1, 'one row of numbers');
  const path = `/v1/guarantees/${number}`;
  const pdf = await readPaper(new Uint8Array((await contractor.get(`${path}/certificate.pdf`)).rawPayload));
  t.notMatch(pdf.text, /D-Sure|電子証書/);
  const deposits = await sql`
    select 1 from revision_products where guarantee_number = ${number} and product = 'deposit'`;
  t.equal(deposits.length, 0);
  for (const what of ['authentication-key', 'key-notice.pdf', 'submission-guide', 'submission-draft.eml']) {
    t.equal(said(await contractor.get(`${path}/${what}`)), '409 not_electronic', what);
  }

  const waiting = async (query = '', who = underwriter) =>
    (
      (await who.get(`/v1/guarantees?form=paper&delivery=waiting${query}`)).json() as {
        guarantees: { guaranteeNumber: string; delivery: object }[];
      }
    ).guarantees;
  t.match(await waiting('&branch=nagano'), [
    { guaranteeNumber: number, delivery: { status: 'waiting', method: 'post', address: /100番地/ } },
  ]);
  t.strictSame(await waiting('&branch=wakayama'), []);
  t.match((await contractor.get(`/v1/guarantees?form=electronic`)).json(), { guarantees: [{ delivery: null }] });

  const posted = { method: 'post', dispatchedOn: '令和8年11月23日', reference: '書留 123-45-67890-1' };
  t.equal(said(await contractor.post(`${path}/dispatch`, posted)), '403 forbidden');
  for (const dispatchedOn of ['2026-11-22', '2026-11-24']) {
    t.strictSame(named(await underwriter.post(`${path}/dispatch`, { ...posted, dispatchedOn })), [
      '/dispatchedOn day_out_of_range',
    ]);
  }
  const dispatched = { status: 'dispatched', dispatchedOn: '2026-11-23', reference: posted.reference };
  t.match((await underwriter.post(`${path}/dispatch`, posted)).json(), { delivery: dispatched });
  t.match((await contractor.get(path)).json(), { form: 'paper', delivery: dispatched });
  t.strictSame(await waiting(), []);
  t.equal(said(await underwriter.post(`${path}/dispatch`, posted)), '409 already_dispatched');
  const key = `/v1/guarantees/${guaranteeOf(electronic, 'performance').guaranteeNumber}/dispatch`;
  t.equal(said(await underwriter.post(key, posted)), '409 not_paper');
  const [act] = await sql`select actor, detail from audit_trail where act = 'record_dispatch'`;
  t.match(act, { actor: 'client:underwriter', detail: { revision: 0, method: 'post' } });
});

interface Guide {
  prescribed: boolean;
  addressee: { from: string; text: string; email: string | null };
  subject: { text: string | null } | null;
  missing: { field: string }[];
  lines: { label: string; text: string }[];
}

/** An electronic guarantee for a real body, as its contractor asks for it. */
async function electronicFor(
  code: string,
  works: object,
  kind: 'advance_payment' | 'performance' = 'performance',
  particulars: object = {},
) {
  const guarantees = [kind === 'performance' ? performance() : advance()];
  const seen = await issued(application({ orderer: code, works, guarantees, ...particulars }));
  const path = `/v1/guarantees/${guaranteeOf(seen, kind).guaranteeNumber}`;
  return { path, guide: (await contractor.get(`${path}/submission-guide`)).json() as Guide };
}

t.test('the guide says how this orderer wants the key notice, as the notice itself does', async (t) => {
  const submitTo = { department: '土木総務課', person: null, email: 'kouji@example.jp' };
  const { path, guide } = await electronicFor('070009', { number: '08-0123-45678', submitTo }, 'advance_payment');
  t.match(guide, {
    prescribed: true,
    addressee: { from: 'contractor', text: '福島県 土木総務課 御中', email: 'kouji@example.jp' },
    subject: { text: '【電子保証書】_08012345678' },
    missing: [{ field: 'responsibleName' }, { field: 'responsiblePhone' }],
  });
  const responsible = { name: '見本 正', phone: '026-000-0001' };
  const whole = await electronicFor('070009', { number: '08-0123-45678', submitTo }, 'advance_payment', {
    responsible,
  });
  t.strictSame(whole.guide.missing, [], 'who is responsible is told as it was entered');
  t.match(
    whole.guide.lines.find(({ label }) => label === '本文に書く事項')?.text,
    /責任者の氏名\(見本 正\)、責任者の連絡先\(026-000-0001\)/,
  );
  const { text } = await readPaper(new Uint8Array((await contractor.get(`${path}/key-notice.pdf`)).rawPayload));
  for (const line of guide.lines) {
    const printed = `${line.label}${line.text}`.replaceAll(/\s/g, '');
    t.ok(text.includes(printed), printed);
  }
  t.equal(said(await world.neighbour.get(`${path}/submission-guide`)), '404 guarantee_not_found');
  t.equal(said(await underwriter.get(`${path}/submission-guide`)), '403 forbidden');
});

t.test('the guide stays with the rules of the approval, and fills in what comes to be known later', async (t) => {
  const code = await newBody();
  const submission = {
    kinds: ['performance'],
    channel: 'email',
    subject: '【電子保証】{workNumber}',
    body: [],
    attach: ['key_notice'],
    deadline: 'before_contract',
    confirmByPhone: false,
  };
  await put(code, '2026-06-01', rulesWith({ trigger: null }, { submission: [submission] }));
  const { path, guide } = await electronicFor(code, { number: null });
  t.match(guide, { subject: { text: null }, missing: [{ field: 'workNumber' }], addressee: { from: 'open' } });
  await put(code, '2026-11-01', rulesWith({ trigger: null }, { submission: [{ ...submission, subject: '別の件名' }] }));
  await sql`update works set facts = jsonb_set(facts, '{number}', '"08-1"') where orderer = ${code}`;
  t.match((await contractor.get(`${path}/submission-guide`)).json(), { subject: { text: '【電子保証】08-1' } });
});

/** Header and parts of a mail, decoded. */
function readMail(eml: string) {
  const decoded = (text: string) =>
    text
      .replace(/\r\n[ \t]+/g, ' ')
      .replace(/\?=\s+=\?/g, '?==?')
      .replace(/=\?UTF-8\?B\?([^?]*)\?=/gi, (_, part) => Buffer.from(part, 'base64').toString())
      .replace(/=\?UTF-8\?Q\?([^?]*)\?=/gi, (_, part: string) =>
        Buffer.from(
          part
            .replaceAll('_', ' ')
            .replace(/=([0-9A-F]{2})/g, (_all, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
          'latin1',
        ).toString(),
      );
  const [head = '', ...rest] = eml.split('\r\n\r\n');
  const headers = Object.fromEntries(
    decoded(head)
      .split('\r\n')
      .map((line) => [line.split(':')[0]!.toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  ) as Record<string, string>;
  const boundary = /boundary="([^"]+)"/.exec(headers['content-type'] ?? '')?.[1];
  const parts = rest
    .join('\r\n\r\n')
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => Buffer.from(part.slice(part.indexOf('\r\n\r\n')), 'base64'));
  return { headers, text: parts[0]?.toString() ?? '', pdf: parts[1] };
}

t.test('the draft is the contractor’s own mail, with the notice attached and the key in nothing else', async (t) => {
  const submitTo = { department: '契約課', person: '係長', email: 'keiyaku@example.jp' };
  const works = { ...dates({ originalContract: '2026-11-10' }), number: '08-0123', submitTo };
  const { path } = await electronicFor('212181', works);
  const answer = await contractor.get(`${path}/submission-draft.eml`);
  t.match(answer.headers['content-type'], /^message\/rfc822/);
  const { headers, text, pdf } = readMail(answer.body);
  t.match(headers, {
    to: /本巣市 契約課 係長 様.*<keiyaku@example\.jp>/,
    from: /見本 太郎.*<soumu@ejcs\.co\.jp>/,
    subject: '【電子保証(契約)】08-0123',
    'x-unsent': '1',
  });
  t.match(text, /^本巣市 契約課 係長 様/);
  t.match(text, /保証契約番号: 12-08-/);
  t.notMatch(text, /[{}]/);
  t.same(pdf, (await contractor.get(`${path}/key-notice.pdf`)).rawPayload, 'the notice, byte for byte');
  t.equal((await contractor.get(`${path}/submission-draft.eml`)).body, answer.body, 'the same draft again');
  const key = (await contractor.get(`${path}/authentication-key`)).json() as { authenticationKey: string };
  t.notOk(`${JSON.stringify(headers)}${text}`.includes(key.authenticationKey.slice(0, 9)));
  t.strictSame(
    world.mails().filter((mail) => mail.includes('keiyaku@example.jp')),
    [],
    'and nothing is sent by us',
  );
  const readings = await sql`
    select detail from audit_trail where act = 'read_authentication_key' and subject = ${path.split('/').at(-1)!}`;
  t.equal(readings.length, 4, 'each reading of the key is on record');
  const found = await createDsureClient({ baseUrl: dsure.url }).lookUpCertificate({
    body: { authenticationKey: key.authenticationKey, guaranteeNumber: path.split('/').at(-1)! },
  });
  t.ok(found.ok, 'and the orderer can use it');
});

t.test('a draft leaves open what is not known, and there is none where no mail is wanted', async (t) => {
  const { path } = await electronicFor('070009', { number: '第8号' });
  const { headers, text } = readMail((await contractor.get(`${path}/submission-draft.eml`)).body);
  t.equal(headers.to, undefined, 'no address is made up');
  t.equal(headers.subject ?? '', '', 'and no subject with a gap');
  t.match(text, /^福島県 御中/);
  const arao = await electronicFor('432041', {});
  const answer = await contractor.get(`${arao.path}/submission-draft.eml`);
  t.equal(said(answer), '409 not_submitted_by_email');
  t.match((answer.json() as { detail: string }).detail, /窓口に持参/);
});
