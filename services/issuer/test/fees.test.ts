import { feeFromLines, maxYen, yen } from '@e-surety/domain';
import type { FeeStatementOrder, RefundStatementOrder } from '@e-surety/papers';
import t, { type Test } from 'tap';
import { readPaper, withoutSpace } from '../../../packages/papers/test/reading.js';
import { csvOf } from '../src/fees/csv.js';
import { feeNoticeFacts } from '../src/fees/fee-notice-facts.js';
import { lumpSumList } from '../src/fees/lump-sum-list.js';
import { recordStatement } from '../src/fees/record-statement.js';
import { doNextTask } from '../src/outbox/worker.js';
import { startDsure } from './dsure.js';
import { advance, application, guaranteeOf, journeys, performance, type Seen } from './journey.js';
import { nextTariff } from './setup.js';
import { dump, named, said, startWorld, type TestCaller } from './world.js';

const dsure = await startDsure(t);
const world = await startWorld(t, { dsureUrl: dsure.url, signingKeys: dsure.signingKeys });
const { contractor, neighbour, underwriter, admin, clock, sql, workOff } = world;
const { read, drafted, submitted, approve, approved, issued } = journeys(world);

const start = clock.now;
t.afterEach(() => {
  clock.now = start;
});

const transfer = (changes: object = {}) =>
  application({ guarantees: [advance({ feePayment: 'bank_transfer', ...changes })] });
const payFee = ({ id }: { id: string }, kind: string, amount: number, more: object = {}) =>
  underwriter.post(`/v1/applications/${id}/guarantees/${kind}/fee-receipt`, {
    ...{ amount, receivedOn: '2026-11-20', method: 'bank_transfer', reference: 'フリコミ 1', ...more },
  });
const paper = async (url: string, who: TestCaller = contractor) => {
  const answer = await who.get(url);
  if (answer.statusCode !== 200) throw new Error(`no paper: ${answer.body}`);
  return { bytes: answer.rawPayload, text: (await readPaper(new Uint8Array(answer.rawPayload))).text };
};
const noticeOf = ({ id }: { id: string }, kind = 'advance_payment') =>
  `/v1/applications/${id}/guarantees/${kind}/fee-notice.pdf`;
const says = (t: Test, { text }: { text: string }, ...phrases: string[]) => {
  for (const phrase of phrases) t.ok(text.includes(withoutSpace(phrase)), phrase);
};
const auditOf = async (subject: string, act: string) =>
  sql`select actor, detail from audit_trail where subject = ${subject} and act = ${act} order by id`;

t.test('a fee by bank transfer: notice, short, exact, issued, and the key holder sees the guarantee', async (t) => {
  const seen = await approved(transfer({ feeBilledTo: '長野支社 総務課' }));
  t.equal(guaranteeOf(seen, 'advance_payment').status, 'fee_due');
  const notice = await paper(noticeOf(seen));
  says(t, notice, '保証料のご案内', '60,000円', '令和8年12月7日', '請求先 長野支社 総務課', '町道○○線 道路改良工事');
  says(t, notice, '見本銀行 本店営業部', 'この料率は見本であり、実際のものではありません');
  t.match(await feeNoticeFacts(world.world.db, { applicationId: seen.id, kind: 'advance_payment' }), {
    ...{ payBy: '2026-12-07', issuedOn: '2026-11-23', fee: { amount: 60_000 } },
  });

  await sql`update issuer_profile set fee_payment_days = 5, fee_account = '見本銀行 移転先支店'`;
  t.same((await paper(noticeOf(seen), underwriter)).bytes, notice.bytes, 'what was told stays');
  await sql`update issuer_profile set fee_payment_days = 14`;

  const short = await payFee(seen, 'advance_payment', 59_999);
  t.equal(said(short), '409 fee_short');
  t.match(short.json(), { facts: { fee: 60_000, received: 59_999, missing: 1 } });
  await workOff();
  t.equal(guaranteeOf(await read(seen.id), 'advance_payment').status, 'fee_due', 'what is short starts nothing');

  t.match((await payFee(seen, 'advance_payment', 60_000)).json(), { refundable: 0 });
  await workOff();
  const { guaranteeNumber, status } = guaranteeOf(await read(seen.id), 'advance_payment');
  t.equal(status, 'issued');
  const { authenticationKey } = (
    await contractor.get(`/v1/guarantees/${guaranteeNumber}/authentication-key`)
  ).json() as { authenticationKey: string };
  const lookedUp = await world.world.dsure.client.lookUpCertificate({
    body: { authenticationKey, guaranteeNumber: guaranteeNumber! },
  });
  t.match(lookedUp, { ok: true, data: { guaranteeNumber, certificate: { amount: 20_000_000 } } });
  t.equal(said(await payFee(seen, 'advance_payment', 60_000)), '409 transition_not_allowed', 'a fee is paid once');
  t.same(await sql`select 1 from outbox where topic = 'lapse_fees' and dead_at is not null`, []);
});

t.test(
  'a fee statement is made of what was fixed at issue, byte for byte the same, whatever changes later',
  async (t) => {
    clock.now = new Date(start.getTime() + 1000);
    const seen = await issued();
    const { guaranteeNumber } = guaranteeOf(seen, 'advance_payment');
    const url = `/v1/guarantees/${guaranteeNumber}/fee-statement.pdf`;
    const first = await paper(url);
    says(
      t,
      first,
      '保証料計算書',
      '60,000円',
      '10,000,000円',
      '0.35%',
      '0.25%',
      '保証料率表 見本-2026-04',
      guaranteeNumber!,
    );
    says(t, first, 'この料率は見本であり、実際のものではありません', '一括納付', '本社 経理部', '長野支店');

    await sql`update branches set phone = '026-111-1111' where id = 'nagano'`;
    await sql`update contractors set name = '○○建設ホールディングス 株式会社' where id = 'marumaru-kensetsu'`;
    clock.now = new Date('2027-02-01T00:00:00Z');
    t.same((await paper(url)).bytes, first.bytes);
    t.same((await paper(`${url}?revision=0`, underwriter)).bytes, first.bytes);
    await sql`update contractors set name = '○○建設 株式会社' where id = 'marumaru-kensetsu'`;

    t.equal(said(await contractor.get(`${url}?revision=1`)), '404 fee_statement_not_found');
    t.equal(said(await neighbour.get(url)), '404 guarantee_not_found');
  },
);

t.test('保証料計算書一覧 shows the own statements, newest first, by type and month', async (t) => {
  const list = async (query: string, who = contractor) => {
    const answer = await who.get(`/v1/fee-statements?${query}`);
    return answer.json() as { feeStatements: { guaranteeNumber: string; issuedOn: string }[]; next: string | null };
  };
  const all = await list('type=fee&month=2026-11');
  t.equal(all.feeStatements.length, 3);
  t.match(all.feeStatements[0], {
    ...{ revision: 0, type: 'fee', issuedOn: '2026-11-23', worksName: '町道○○線 道路改良工事', sample: true },
    ...{ payment: 'lump_sum', billedTo: '本社 経理部', paper: false, orderer: { name: '富士見町' } },
  });
  const one = await list('limit=1');
  const two = await list(`limit=1&cursor=${one.next}`);
  const three = await list(`limit=1&cursor=${two.next}`);
  t.same(
    [one, two, three].flatMap(({ feeStatements }) => feeStatements),
    all.feeStatements,
  );
  t.equal(three.next, null);
  t.same((await list('type=refund')).feeStatements, [], 'nothing has been given back');
  t.same((await list('month=2026-12')).feeStatements, []);
  t.same((await list('', neighbour)).feeStatements, []);
  t.equal((await list('', underwriter)).feeStatements.length, 3);
  t.equal(said(await contractor.get('/v1/fee-statements?month=2026-13')), '400 invalid_request');
});

t.test('the lump-sum list of a month adds up to the yen, by 請求先, and no name in it is a formula', async (t) => {
  const evil = '=HYPERLINK("http://example.jp","本社")';
  await issued(application({ guarantees: [performance({ feeBilledTo: evil })] }));
  const due = await approved(application({ guarantees: [performance({ feePayment: 'cash' })] }));
  await payFee(due, 'performance', 20_000, { method: 'cash' });
  await workOff();

  const csv = await month(contractor);
  t.match(csv.headers, { 'content-type': 'text/csv; charset=utf-8' });
  t.equal(csv.body.charCodeAt(0), 0xfeff, 'Excel knows by the byte order mark that it is UTF-8');
  const rows = rowsOf(csv.body);
  t.same(
    rows.map((row) => [row[2], row[3], row[11]]),
    [
      ['請求先', '区分', '保証料(返還は負)'],
      [`'${evil}`, '保証料', '20000'],
      [`'${evil}`, '小計', '20000'],
      ['本社 経理部', '保証料', '60000'],
      ['本社 経理部', '保証料', '20000'],
      ['本社 経理部', '小計', '80000'],
      ['', '合計', '100000'],
    ],
    'what was paid in cash is not in it',
  );
  const fees = await sql`
    select sum((fee->>'amount')::bigint)::text as sum from guarantee_requests
    where status = 'issued' and asked->>'feePayment' = 'lump_sum'`;
  t.same(fees, [{ sum: '100000' }]);
  t.equal(rows[1]!.at(-1), '見本の料率');

  t.same(rowsOf((await month(underwriter)).body), rows);
  t.same(rowsOf((await month(underwriter, 'contractor=sankaku-doboku')).body).slice(1), [nothing]);
  t.same(rowsOf((await month(neighbour, 'contractor=marumaru-kensetsu')).body).slice(1), [nothing]);
  t.equal(said(await contractor.get('/v1/fee-statements/lump-sum.csv')), '400 invalid_request');
});

t.test('a refund is listed, and taken off the lump sum of its month', async (t) => {
  const [row] = await sql<{ guaranteeNumber: string; facts: FeeStatementOrder }[]>`
    select guarantee_number as "guaranteeNumber", facts from fee_statements where payment = 'lump_sum' and amount = 60000`;
  const { fee, payment: _, ...common } = row!.facts;
  const facts: RefundStatementOrder = {
    ...common,
    before: { amount: common.amount, fee },
    after: { amount: yen(10_000_000), fee: { ...fee, amount: yen(35_000), lines: [fee.lines[0]!] } },
    ...{ refund: yen(25_000), reason: '請負金額の減額', effectiveOn: common.issuedOn },
  };
  const statement = { type: 'refund', facts, revision: 1, contractorId: 'marumaru-kensetsu' } as const;
  const record = () =>
    recordStatement(
      world.world.db,
      { ...statement, concludedOn: facts.issuedOn, payment: 'lump_sum', paper: false },
      world.world.now(),
    );
  await record();
  await record();
  const refunds = (await contractor.get('/v1/fee-statements?type=refund')).json() as { feeStatements: object[] };
  t.match(refunds.feeStatements, [{ guaranteeNumber: row!.guaranteeNumber, revision: 1, amount: 25_000 }]);
  t.equal(refunds.feeStatements.length, 1, 'recorded again, it is the same');
  const rows = rowsOf((await month(contractor)).body);
  t.same(
    rows.slice(3).map((row) => [row[3], row[11]]),
    [
      ['保証料', '60000'],
      ['返還', '-25000'],
      ['保証料', '20000'],
      ['小計', '55000'],
      ['合計', '75000'],
    ],
  );
});

t.test(
  'a fee belongs to the month in which its guarantee was issued, however long before its number was drawn',
  async (t) => {
    const problem = { type: 'about:blank', code: 'not_ready', title: '', detail: '', status: 503, requestId: '' };
    const away = async () => ({ ok: false as const, status: 503, problem, headers: new Headers() });
    const { client } = world.world.dsure;
    clock.now = new Date('2026-12-31T14:00:00Z');
    world.world.dsure.client = { ...client, depositRevision: away };
    const { id } = await approved(application({ guarantees: [performance()] }));
    await workOff();
    world.world.dsure.client = client;
    clock.now = new Date('2027-01-03T00:00:00Z');
    await workOff();
    const { guaranteeNumber } = guaranteeOf(await read(id), 'performance');
    const listed = async (month: string) => {
      const rows = rowsOf((await contractor.get(`/v1/fee-statements/lump-sum.csv?month=${month}`)).body);
      return rows.filter((row) => row[4] === guaranteeNumber).length;
    };
    t.same([await listed('2026-12'), await listed('2027-01')], [0, 1]);
  },
);

t.test('a name is no formula in a spreadsheet, however it begins', async (t) => {
  const names = ['=1+1', '+1', '-1', '@SUM(A1)', '＝1+1', '＋1', '－1', '＠a', '  =1', '\u200b=1', '|cmd', '\t=1'];
  const csv = csvOf(names.map((name) => [name, 1]));
  for (const row of rowsOf(csv)) t.equal(row[0]![0], "'", row.join());
  t.same(rowsOf(csvOf([['○○建設 "本社", 経理部', 'a=b', -5]])), [['○○建設 "本社", 経理部', 'a=b', '-5']]);
});

t.test('what is paid above the fee is listed for those who give it back', async (t) => {
  const first = await approved(transfer());
  const second = await approved(transfer());
  await payFee(first, 'advance_payment', 60_001);
  clock.now = new Date(start.getTime() + 1000);
  await payFee(second, 'advance_payment', 100_000);
  await workOff();
  const list = async (query = '') =>
    (await underwriter.get(`/v1/refundables?${query}`)).json() as {
      refundables: { applicationId: string; refundable: number }[];
      next: string | null;
    };
  const { refundables } = await list();
  t.match(refundables, [
    {
      ...{ reason: 'overpaid', applicationId: second.id, kind: 'advance_payment', changeRequestId: null },
      ...{ amount: 100_000, fee: 60_000, refundable: 40_000 },
    },
    { applicationId: first.id, refundable: 1, contractor: { id: 'marumaru-kensetsu' }, branch: 'nagano' },
  ]);
  const page = await list('limit=1&branch=nagano');
  t.same(page.refundables.concat((await list(`cursor=${page.next}`)).refundables), refundables);
  t.same((await list('branch=wakayama')).refundables, []);
  t.equal(said(await contractor.get('/v1/refundables')), '403 forbidden');

  const [{ id: refundable }] = refundables as unknown as [{ id: string }];
  const waiting = async () =>
    ((await underwriter.get('/v1/cases/counts')).json() as { refundables: number }).refundables;
  const before = await waiting();
  const pay = (more: object = {}, who: TestCaller = underwriter) =>
    who.post('/v1/refund-payments', { refundable, paidOn: '令和8年11月23日', method: 'bank_transfer', ...more });
  t.same(named(await pay({ paidOn: '2026-11-24' })), ['/paidOn in_the_future']);
  t.equal(said(await pay({}, world.wakayama)), '404 refundable_not_found', 'another branch knows nothing of it');
  const answers = await Promise.all([pay(), pay()]);
  t.same(answers.map(said).sort(), ['201', '404 refundable_not_found'], 'two clerks do not pay the same');
  t.match(answers.find((one) => one.statusCode === 201)!.json(), { reason: 'overpaid', amount: 40_000 });
  t.match((await list()).refundables, [{ applicationId: first.id }]);
  t.equal(await waiting(), before - 1);
});

t.test('a fee that does not come in time sends the application back once, whoever looks first', async (t) => {
  const seen = await approved(transfer());
  const paid = await approved(transfer());
  const withdrawn = await approved(transfer());
  await contractor.post(`/v1/applications/${withdrawn.id}/withdrawal`);

  clock.now = new Date('2026-12-10T14:59:59Z');
  await workOff();
  t.equal(guaranteeOf(await read(seen.id), 'advance_payment').status, 'fee_due', 'three days more to record it');
  const inTime = await payFee(paid, 'advance_payment', 60_000, { receivedOn: '2026-12-07' });
  t.equal(said(inTime), '200', 'what was paid on the last day is recorded on a later one');

  clock.now = new Date('2026-12-10T15:00:00Z');
  const two = () => doNextTask(world.work);
  await Promise.all([two(), two(), two(), two()]);
  await workOff();
  const back = await read(seen.id);
  t.equal(back.status, 'returned');
  t.match(
    guaranteeOf(back, 'advance_payment').message,
    /前払金保証の保証料の入金を、お支払期限\(令和8年12月7日\)までに/,
  );
  t.same(await auditOf(seen.id, 'lapse_fee'), [
    {
      actor: 'fees',
      detail: { kind: 'advance_payment', payBy: '2026-12-07', fee: 60_000, tariffVersion: '見本-2026-04' },
    },
  ]);
  t.equal(said(await contractor.get(noticeOf(seen))), '409 fee_not_due');
  t.equal(said(await payFee(seen, 'advance_payment', 60_000)), '409 transition_not_allowed');
  t.equal(guaranteeOf(await read(paid.id), 'advance_payment').status, 'issued');
  t.equal((await read(withdrawn.id)).status, 'withdrawn');
  t.equal(said(await contractor.get(noticeOf(withdrawn))), '409 fee_not_due');

  t.equal(said(await contractor.post(`/v1/applications/${seen.id}/submission`)), '200');
  t.equal(said(await approve(await read(seen.id))), '200');
  says(t, await paper(noticeOf(seen)), '令和8年12月25日');
  t.equal((await auditOf(seen.id, 'demand_fee')).length, 2, 'approved again, it has a last day of its own');
});

t.test('one guarantee lapses and is sent again while the other is issued already', async (t) => {
  const seen = await approved(application({ guarantees: [advance({ feePayment: 'cheque' }), performance()] }));
  says(t, await paper(noticeOf(seen)), '小切手', '長野支店の窓口');
  t.equal(said(await contractor.get(noticeOf(seen, 'performance'))), '409 fee_not_due', '一括納付 has no notice');
  t.equal(said(await contractor.get(noticeOf(seen, 'interim_advance_payment'))), '404 guarantee_not_found');
  await workOff();
  clock.now = new Date('2026-12-11T00:00:00Z');
  await workOff();
  const states = async () => (await read(seen.id)).guarantees.map(({ status }) => status);
  t.same(await states(), ['returned', 'issued']);
  t.equal(said(await contractor.post(`/v1/applications/${seen.id}/submission`)), '200');
  t.same(await states(), ['submitted', 'issued']);
  t.equal(said(await contractor.post(`/v1/applications/${seen.id}/submission`)), '409 transition_not_allowed');
  const copy = await paper(`/v1/applications/${seen.id}/copy.pdf`);
  says(t, copy, '前払金保証の申込');
  t.notOk(copy.text.includes('契約保証の申込'), 'what was sent before is on the copy of then');
});

t.test('申込控え is what was sent last, byte for byte, and not what is being changed', async (t) => {
  const draft = await drafted(application({ messageToIssuer: 'よろしくお願いします。' }));
  const url = `/v1/applications/${draft.id}/copy.pdf`;
  t.equal(said(await contractor.get(url)), '409 not_submitted_yet');
  await contractor.post(`/v1/applications/${draft.id}/submission`);
  const sent = await paper(url);
  says(
    t,
    sent,
    '保証申込書（控え）',
    draft.id,
    '前払金保証の申込',
    '契約保証の申込',
    '40.0%',
    'よろしくお願いします。',
  );
  const { etag } = await read(draft.id);
  await underwriter.post(
    `/v1/applications/${draft.id}/review`,
    { decision: 'return', message: '工事番号をご確認ください。' },
    { 'if-match': etag },
  );
  clock.now = new Date(start.getTime() + 3_600_000);
  const { etag: returned } = await read(draft.id, contractor);
  const changed = { messageToIssuer: '直しました。' };
  t.equal(said(await contractor.patch(`/v1/applications/${draft.id}`, changed, { 'if-match': returned })), '200');
  t.same((await paper(url)).bytes, sent.bytes, 'not sent yet');
  await contractor.post(`/v1/applications/${draft.id}/submission`);
  says(t, await paper(url, underwriter), '直しました。');
  t.equal(said(await neighbour.get(url)), '404 application_not_found');
});

t.test('請求先 are kept to pick from, each name once', async (t) => {
  const add = (name: string, who = contractor) => who.post('/v1/billing-parties', { name, address: null });
  t.match((await add('本社 経理部')).json(), { name: '本社 経理部', address: null });
  clock.now = new Date(start.getTime() + 1000);
  t.equal(said(await add('長野支社 総務課')), '201');
  const again = await add('本社 経理部');
  t.equal(said(again), '409 billing_party_exists');
  t.same(named(again), ['/name taken']);
  t.equal(said(await add('本社 経理部', neighbour)), '201', 'another company has its own');
  const names = async (query: string, who = contractor) => {
    const { billingParties, next } = (await who.get(`/v1/billing-parties?${query}`)).json() as {
      billingParties: { name: string }[];
      next: string;
    };
    return { names: billingParties.map(({ name }) => name), next };
  };
  t.same((await names('')).names, ['長野支社 総務課', '本社 経理部']);
  const first = await names('limit=1');
  t.same((await names(`cursor=${first.next}`)).names, ['本社 経理部']);
  t.same((await names('', neighbour)).names, ['本社 経理部']);
  t.equal(said(await underwriter.get('/v1/billing-parties')), '403 forbidden');
});

t.test('every statement that was fixed can be computed again from its lines', async (t) => {
  const fixed = await sql<{ facts: FeeStatementOrder }[]>`select facts from fee_statements where type = 'fee'`;
  t.ok(fixed.length > 5);
  for (const { facts } of fixed) t.equal(feeFromLines(facts.fee.lines), facts.fee.amount, facts.guaranteeNumber!);
});

t.test('a fee that its own lines contradict is held before anything is signed', async (t) => {
  const seen = await approved(application({ guarantees: [advance()] }));
  await sql`
    update guarantee_requests set fee = jsonb_set(fee, '{amount}', '59999') where application_id = ${seen.id}`;
  await workOff();
  t.match(guaranteeOf(await read(seen.id), 'advance_payment'), {
    ...{ status: 'held', message: '保証料の内訳が、保証料と一致しません。', guaranteeNumber: null },
  });
});

t.test('the lump-sum list is, byte for byte, what Excel and accounting systems read', async (t) => {
  const [one] = await sql<{ facts: FeeStatementOrder }[]>`
    select facts from fee_statements where type = 'fee' and amount = 60000 and payment = 'lump_sum' limit 1`;
  const fee = { ...one!.facts, guaranteeNumber: '12-08-0000123-4', billedTo: '経理部, "本社"' } as FeeStatementOrder;
  const row = {
    ...({ id: '', guaranteeNumber: '12-08-0000123-4', revision: 0, type: 'fee', contractorId: 'marumaru' } as const),
    ...({
      issuedOn: fee.issuedOn,
      concludedOn: null,
      payment: 'lump_sum',
      billedTo: fee.billedTo,
      amount: yen(maxYen),
    } as const),
    ...{
      paper: false,
      facts: fee,
      createdAt: start,
      branch: 'nagano',
      month: fee.issuedOn,
      paidBack: 0,
      toPayBack: false,
    },
  };
  const line = { row, contractor: '＝建設' };
  t.equal(
    lumpSumList('2026-11', [line, line]),
    `\uFEFF"対象月","保証契約者","請求先","区分","保証契約番号","版","保証の種類","発行日","発注者","工事名・業務名","保証金額","保証料(返還は負)","備考"\r
"2026-11","'＝建設","経理部, ""本社""","保証料","12-08-0000123-4",0,"前払金保証","2026-11-23","富士見町","町道○○線 道路改良工事",20000000,999999999999,"見本の料率"\r
"2026-11","'＝建設","経理部, ""本社""","保証料","12-08-0000123-4",0,"前払金保証","2026-11-23","富士見町","町道○○線 道路改良工事",20000000,999999999999,"見本の料率"\r
"2026-11","'＝建設","経理部, ""本社""","小計","","","","","","","",1999999999998,"2件"\r
"2026-11","","","合計","","","","","","","",1999999999998,"2件"\r
`,
  );
});

t.test('where a fee is nothing there is nothing to demand or to wait for', async (t) => {
  const rates = await sql`select tariff from tariffs where version = '見本-2026-04'`;
  const free = { method: 'flat', tiers: [{ upTo: null, ppm: 0 }], minimum: 0, rounding: 'down', sample: true };
  await sql`update tariffs set tariff = jsonb_set(tariff, '{kinds,performance}', ${JSON.stringify(free)}::text::jsonb) where version = '見本-2026-04'`;
  const seen = await approved(application({ guarantees: [performance({ feePayment: 'bank_transfer' })] }));
  t.equal(guaranteeOf(seen, 'performance').status, 'issuing');
  t.equal(said(await contractor.get(noticeOf(seen, 'performance'))), '409 fee_not_due');
  await workOff();
  const { guaranteeNumber, status } = guaranteeOf(await read(seen.id), 'performance');
  t.equal(status, 'issued');
  says(t, await paper(`/v1/guarantees/${guaranteeNumber}/fee-statement.pdf`), '保証料計算書', '保証料 0円');
  await sql`update tariffs set tariff = ${JSON.stringify(rates[0]!.tariff)}::text::jsonb where version = '見本-2026-04'`;
});

const createOnly = { 'if-none-match': '*' };

t.test('new rates are a new version from a day to come, and what has begun is never changed', async (t) => {
  const put = (version: string, body: object, headers: Record<string, string>) =>
    admin.put(`/v1/tariffs/${encodeURIComponent(version)}`, body, headers);
  t.equal(said(await put('2027-04', nextTariff(), {})), '428 if_match_missing');
  t.equal(said(await put('2027-04', nextTariff(), { 'if-match': '"1"' })), '412 changed_meanwhile');
  const created = await put('2027-04', nextTariff(), createOnly);
  t.equal(said(created), '201');
  t.equal(created.headers.etag, '"1"');
  t.match(created.json(), { status: 'planned', sampleKinds: ['advance_payment', 'performance'] });
  t.equal(said(await put('2027-04', nextTariff(), createOnly)), '412 changed_meanwhile');
  t.equal(said(await put('2027-04b', nextTariff(), createOnly)), '409 tariff_day_taken');

  const doubled = nextTariff();
  const interim = { ...doubled.kinds.interim_advance_payment, tiers: [{ upTo: null, ppm: 1_300 }] };
  const changed = { ...doubled, kinds: { ...doubled.kinds, interim_advance_payment: interim } };
  t.equal(said(await put('2027-04', changed, { 'if-match': '"2"' })), '412 changed_meanwhile');
  const answer = await put('2027-04', changed, { 'if-match': '"1"' });
  t.equal(said(answer), '200');
  t.equal(answer.headers.etag, '"2"');
  t.equal((await admin.get('/v1/tariffs/2027-04')).headers.etag, '"2"');
  t.equal((await auditOf('tariff:2027-04', 'put_tariff')).length, 2, 'who changed what is kept');

  const before = await dump(world);
  const begun = await put('見本-2026-04', nextTariff({ validFrom: '2027-05-01' }), { 'if-match': '*' });
  t.equal(said(begun), '409 tariff_begun');
  for (const validFrom of ['2026-11-23', '令和8年4月1日']) {
    t.same(named(await put('2026-11', nextTariff({ validFrom }), createOnly)), ['/validFrom not_to_come']);
  }
  const wrong = { ...doubled.kinds, performance: { ...interim, tiers: [{ upTo: 5_000_000, ppm: 1 }] } };
  t.same(named(await put('2026-12', { ...doubled, kinds: wrong }, createOnly)), [
    '/kinds/performance/tiers/0 tiers_end',
  ]);
  t.equal(said(await underwriter.get('/v1/tariffs/2099-04')), '404 tariff_not_found');
  t.same(await dump(world), before);
  for (const who of [contractor, underwriter]) {
    t.equal(said(await who.put('/v1/tariffs/2028-04', nextTariff(), createOnly)), '403 forbidden');
  }
});

t.test('the tariff of the day of approval stays, and a quote has that of its own day', async (t) => {
  const feeOf = async () => {
    const answer = await contractor.post('/v1/quotes', {
      orderer: '203629',
      works: { subject: 'construction', contractPrice: 50_000_000, lowBid: false },
      guarantees: [{ kind: 'interim_advance_payment', amount: 10_000_000, base: null }],
    });
    const { tariffVersion, guarantees } = answer.json() as { tariffVersion: string; guarantees: Seen['guarantees'] };
    return [tariffVersion, guarantees[0]!.fee.amount];
  };
  const fixed = await approved(transfer());
  const waiting = await submitted(transfer());
  const statusOf = async () =>
    ((await underwriter.get('/v1/tariffs')).json() as { tariffs: { version: string; status: string }[] }).tariffs.map(
      ({ version, status }) => `${version} ${status}`,
    );
  clock.now = new Date('2027-03-31T14:59:59Z');
  t.same(await feeOf(), ['見本-2026-04', 6_500]);
  t.same(await statusOf(), ['2027-04 planned', '見本-2026-04 in_force']);
  clock.now = new Date('2027-03-31T15:00:00Z');
  t.same(await feeOf(), ['2027-04', 13_000]);
  t.same(await statusOf(), ['2027-04 in_force', '見本-2026-04 past']);
  await approve(waiting);
  const versionOf = async ({ id }: Seen) =>
    (guaranteeOf(await read(id), 'advance_payment').fee as { tariffVersion?: string }).tariffVersion;
  t.equal(await versionOf(fixed), '見本-2026-04');
  t.equal(await versionOf(waiting), '2027-04');
});

const nothing = ['2026-11', '', '', '合計', '', '', '', '', '', '', '', '0', '0件'];
const month = (who: TestCaller, more = '') => who.get(`/v1/fee-statements/lump-sum.csv?month=2026-11&${more}`);

/** A CSV as a spreadsheet reads it. */
function rowsOf(csv: string): string[][] {
  const lines = csv.replace(/^\uFEFF/, '').split('\r\n');
  return lines
    .slice(0, -1)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/g)].map(
        ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare!,
      ),
    );
}
