import { setTimeout as sleep } from 'node:timers/promises';
import {
  addDays,
  applicationStatuses,
  applicationStatusOf,
  type CalendarDay,
  calendarDay,
  type GuaranteeRequestState,
  guaranteeRequestStates,
  guaranteeStatuses,
  type StoredStatus,
  statusAt,
} from '@e-surety/domain';
import { sql as drizzle } from 'drizzle-orm';
import fc from 'fast-check';
import t from 'tap';
import { numRuns } from '../../../scripts/testing/extent.js';
import { statusIs } from '../src/guarantees/status-is.js';
import { pruneIdempotencyKeys } from '../src/idempotency/prune-idempotency-keys.js';
import { askForPruning } from '../src/outbox/ask-for-pruning.js';
import {
  type ApplicationAnswer,
  advance,
  application,
  guaranteeOf,
  journeys,
  performance,
  type Seen,
} from './journey.js';
import { dump, named, said, startWorld } from './world.js';

const world = await startWorld(t);
const { contractor, neighbour, underwriter, clock, sql } = world;
const { read, drafted, submitted, review, approve, approved } = journeys(world);

const kindsAndStates = ({ guarantees }: ApplicationAnswer) => guarantees.map(({ kind, status }) => `${kind} ${status}`);
const submit = ({ id }: { id: string }, who = contractor) => who.post(`/v1/applications/${id}/submission`);
const payFee = ({ id }: Seen, kind: string, amount: number | string, more: object = {}) =>
  underwriter.post(`/v1/applications/${id}/guarantees/${kind}/fee-receipt`, {
    amount,
    receivedOn: '令和8年11月20日',
    method: 'bank_transfer',
    reference: 'フリコミ 1',
    ...more,
  });

t.test('a quote tells fee, ratio and what the orderer would say, and stores nothing', async (t) => {
  const before = await dump(world);
  const ask = (changes: object) =>
    contractor.post('/v1/quotes', {
      orderer: '２０３６２９',
      works: { subject: 'construction', contractPrice: '５０，０００，０００円', lowBid: false },
      guarantees: [{ kind: 'interim_advance_payment', amount: '20,000,000円', base: null }],
      ...changes,
    });
  t.match((await ask({})).json(), {
    orderer: '203629',
    tariffVersion: '見本-2026-04',
    guarantees: [{ ratio: { percent: '40.0', of: 'contractPrice' }, fee: { amount: 13_000, sample: false } }],
    warnings: [{ code: 'interim_advance_payment', severity: 'warning', pointer: '/guarantees/0/amount' }],
  });
  const ofYear = { kind: 'interim_advance_payment', amount: 3_333_333, base: '10,000,000' };
  t.match((await ask({ guarantees: [ofYear] })).json(), {
    guarantees: [{ ratio: { percent: '33.3', of: 'fiscalYearBase' }, fee: { amount: 2_166, lines: [{ ppm: 650 }] } }],
  });
  t.strictSame(named(await ask({ orderer: '203620' })), ['/orderer unknown_orderer']);
  t.strictSame(named(await ask({ guarantees: [{ ...ofYear, base: '一千万' }] })), ['/guarantees/0/base not_an_amount']);
  t.strictSame(await dump(world), before);
});

t.test('a draft shows all that follows from it', async (t) => {
  const answer = await contractor.post('/v1/applications', application());
  t.equal(said(answer), '201');
  t.equal(answer.headers.etag, '"1"');
  t.match(answer.json(), {
    status: 'draft',
    guarantees: [
      {
        kind: 'advance_payment',
        status: 'draft',
        guaranteeNumber: null,
        period: { from: '2026-11-10', to: '2027-03-19', derivedFrom: 'works_period' },
        ratio: { percent: '40.0', of: 'contractPrice' },
        fee: { amount: 60_000, tariffVersion: '見本-2026-04' },
      },
      { kind: 'performance', status: 'draft', ratio: { percent: '10.0' }, fee: { amount: 20_000 } },
    ],
    warnings: [],
  });
});

t.test('guarantees stand in one order, whatever the order in which they were sent', async (t) => {
  const { id, guarantees } = await drafted(application({ guarantees: [performance(), advance()] }));
  t.strictSame(guarantees, (await read(id)).guarantees);
  t.strictSame(
    guarantees.map(({ kind }) => kind),
    ['advance_payment', 'performance'],
  );
});

t.test('whatever cannot be read or contradicts itself is named, all of it at once', async (t) => {
  const input = application({
    works: {
      contractPrice: '五千万円',
      contractDate: '2027-03-20',
      period: { from: '2026-11-31', to: '2027-03-19' },
      jointVenture: { name: '見本JV', representative: 2, members: [member('60.0'), member('39.9999')] },
    },
    guarantees: [
      advance({ amount: 0.5 }),
      advance({ fiscalYearBase: { year: 2028, basis: 'planned_output', amount: 1_000_000 } }),
    ],
  });
  t.strictSame(named(await contractor.post('/v1/applications', input)), ['/guarantees/0/amount wrong_type']);
  const [first, second] = input.guarantees as [object, object];
  const readable = { ...input, guarantees: [{ ...first, amount: '0円' }, second] };
  const more = { completionNotice: { wanted: true, email: null }, paperDelivery: { method: 'post', address: null } };
  t.strictSame(named(await contractor.post('/v1/applications', { ...readable, ...more })).sort(), [
    '/completionNotice/email required',
    '/guarantees/0/amount not_an_amount',
    '/guarantees/1/fiscalYearBase/year fiscal_year_outside_works',
    '/guarantees/1/kind kind_twice',
    '/paperDelivery/address required',
    '/works/contractDate after_period',
    '/works/contractPrice not_an_amount',
    '/works/jointVenture/members shares_not_100',
    '/works/jointVenture/representative unknown_member',
    '/works/period/from not_a_day',
  ]);
  const wrong: [object, string][] = [
    [application({ works: { period: { from: '2027-03-20', to: '2027-03-19' } } }), '/works/period/to period_reversed'],
    [application({ works: { contractDate: '0026-11-10' } }), '/works/contractDate day_out_of_range'],
    [application({ guarantees: [performance({ form: 'paper' })] }), '/paperDelivery required'],
    [{ ...application(), works: undefined }, '/works works_or_works_id'],
    [{ ...application(), worksId: '00000000-0000-4000-8000-000000000000' }, '/worksId unknown_works'],
    [{ ...application(), worksId: 'urn:uuid:00000000-0000-4000-8000-000000000000' }, '/worksId too_long'],
    [application({ branch: 'tokyo' }), '/branch unknown_branch'],
    [application({ orderer: '131016' }), '/orderer unknown_orderer'],
    [application({ works: { name: '\ud83d 工事' } }), '/works/name wrong_format'],
    [application({ works: { name: '\u3000' } }), '/works/name wrong_format'],
  ];
  const before = await dump(world);
  for (const [input, field] of wrong) t.strictSame(named(await contractor.post('/v1/applications', input)), [field]);
  t.strictSame(await dump(world), before);
});
const member = (sharePercent: string) => ({
  name: '○○建設 株式会社',
  address: '長野県',
  representativeTitle: '代表取締役',
  representativeName: '見本 正',
  sharePercent,
});

t.test('works are registered once and used by several applications of the same orderer', async (t) => {
  const { works, orderer, ...rest } = application();
  const registered = await contractor.post('/v1/works', { orderer, ...works });
  t.equal(said(registered), '201');
  const { id: worksId } = registered.json() as { id: string };
  t.match((await contractor.get(`/v1/works/${worksId}`)).json(), works);
  const first = await drafted({ ...rest, orderer, worksId, guarantees: [performance()] });
  const second = await drafted({ ...rest, orderer, worksId, guarantees: [advance()] });
  t.strictSame([first.worksId, second.worksId], [worksId, worksId]);
  const elsewhere = { ...rest, orderer: '303836', worksId };
  t.strictSame(named(await contractor.post('/v1/applications', elsewhere)), ['/worksId unknown_works']);
  t.strictSame(named(await neighbour.post('/v1/applications', { ...rest, orderer, worksId })), [
    '/worksId unknown_works',
  ]);
});

t.test('a change says which version it has seen', async (t) => {
  const { id, etag } = await drafted();
  const patch = (ifMatch?: string, body: object = { messageToIssuer: 'よろしくお願いします' }) =>
    contractor.patch(`/v1/applications/${id}`, body, ifMatch === undefined ? {} : { 'if-match': ifMatch });
  t.equal(said(await patch()), '428 if_match_missing');
  t.equal(said(await patch('"7"')), '412 changed_meanwhile');
  t.equal(said(await patch(`W/${etag}`)), '412 changed_meanwhile', 'a weak tag never matches');
  const [one, other] = await Promise.all([patch(etag), patch(etag)]);
  t.strictSame([said(one), said(other)].sort(), ['200', '412 changed_meanwhile'], 'of two at once one comes through');
  const { etag: newer } = await read(id);
  t.not(newer, etag);
  t.equal(said(await patch(`"0", ${newer}`)), '200');
  t.equal(said(await patch('*')), '200');
});

t.test('a change replaces whole members, and a guarantee that is left out is gone', async (t) => {
  const { id, etag } = await drafted();
  const changes = {
    works: { ...application().works, name: '町道○○線 舗装工事' },
    guarantees: [performance({ amount: '６，０００，０００' })],
    branch: 'wakayama',
  };
  const answer = await contractor.patch(`/v1/applications/${id}`, changes, { 'if-match': etag });
  t.equal(said(answer), '200');
  t.match(answer.json(), {
    branch: 'wakayama',
    works: { name: '町道○○線 舗装工事' },
    guarantees: { length: 1, 0: { kind: 'performance', amount: 6_000_000, status: 'draft' } },
    completionNotice: { wanted: true, email: 'soumu@ejcs.co.jp' },
  });
  t.strictSame((await contractor.get(`/v1/applications/${id}`)).json(), answer.json());
  const back = await contractor.patch(`/v1/applications/${id}`, { guarantees: [advance()] }, { 'if-match': '*' });
  t.strictSame(kindsAndStates(back.json() as ApplicationAnswer), ['advance_payment draft']);
  const refused = await contractor.patch(`/v1/applications/${id}`, { branch: 'nowhere' }, { 'if-match': '*' });
  t.strictSame(named(refused), ['/branch unknown_branch']);
});

t.test('only drafts and what was returned can be changed', async (t) => {
  const { id, etag } = await submitted();
  const answer = await contractor.patch(`/v1/applications/${id}`, { branch: 'wakayama' }, { 'if-match': etag });
  t.equal(said(answer), '409 transition_not_allowed');
});

const strict = { orderer: 'K-MIHON1' };
const noticed = (notice: string | null) => ({ dates: { ...application().works.dates, notice } });
const rule = (judgedOn: string) => ({ orderer: 'K-MIHON1', validFrom: '2026-04-01', judgedOn });

t.test('submission refuses what the orderer or we do not take, by field, rule and day', async (t) => {
  const only = (guarantee: object, more: object = {}) => application({ guarantees: [guarantee], ...more });
  const fujimi = { orderer: '203629', validFrom: '2024-01-01', judgedOn: '2026-11-23' };
  const cases: [string, object, string[], object?][] = [
    ['unconfirmed', only(advance(), { orderer: '203611' }), ['/guarantees/0/form electronic_unconfirmed']],
    [
      'not allowed for this work',
      only(advance(), { works: { ordererAllowsElectronic: false } }),
      ['/guarantees/0/form electronic_not_allowed_for_work'],
      fujimi,
    ],
    [
      'kind not accepted',
      only(performance(), { ...strict, works: noticed('2026-06-01') }),
      ['/guarantees/0/form electronic_kind_not_accepted'],
      rule('2026-06-01'),
    ],
    [
      'subject not accepted',
      only(advance(), { ...strict, works: { ...noticed('2026-06-01'), subject: 'consulting' } }),
      ['/guarantees/0/form electronic_subject_not_accepted'],
      rule('2026-06-01'),
    ],
    [
      'too early',
      only(advance(), { ...strict, works: noticed('2026-05-31') }),
      ['/guarantees/0/form electronic_not_yet_accepted'],
      rule('2026-05-31'),
    ],
    [
      'the date is missing',
      only(advance(), { ...strict, works: noticed(null) }),
      ['/works/dates/notice electronic_date_missing'],
      rule('2026-11-23'),
    ],
    [
      'too much',
      only(advance({ amount: 20_000_001 }), { ...strict, works: noticed('2026-06-01') }),
      ['/guarantees/0/amount advance_payment'],
      rule('2026-06-01'),
    ],
    [
      'no advance planned',
      only(performance(), { works: { advancePlanned: false } }),
      ['/works/advancePlanned advance_not_planned'],
    ],
    [
      'no contract yet',
      only(advance(), { works: { contractDate: null } }),
      ['/works/contractDate contract_date_missing'],
    ],
    [
      'above the price',
      only(performance({ amount: 50_000_001 })),
      ['/guarantees/0/amount amount_above_contract_price'],
    ],
  ];
  for (const [name, input, fields, facts] of cases) {
    const { id, etag } = await drafted(input);
    const answer = await submit({ id });
    t.equal(said(answer), '422 submission_refused', name);
    t.strictSame(named(answer), fields, name);
    t.strictSame((answer.json() as { facts?: object }).facts, facts, `${name}: by which rule`);
    t.equal((await read(id)).etag, etag, `${name}: nothing has changed`);
  }
});

t.test('a refusal names the base and both numbers, and the way out on paper', async (t) => {
  const tooMuch = await drafted(
    application({ ...strict, works: noticed('2026-06-01'), guarantees: [advance({ amount: 20_040_000 })] }),
  );
  const detail = (answer: { json(): unknown }) => (answer.json() as { detail: string }).detail;
  t.equal(
    detail(await submit(tooMuch)),
    '20,040,000円は請負金額50,000,000円の40.0%です。限度は40%以下(20,000,000円以下)です。',
  );
  const early = await drafted(application({ ...strict, works: noticed('2026-05-31'), guarantees: [advance()] }));
  t.equal(
    detail(await submit(early)),
    '見本県土木部の電子保証は、令和8年6月1日以後のものに限られます。証書(紙)ではお申し込みいただけます。',
  );
  const paperDelivery = { method: 'branch_counter', address: null };
  const changes = { guarantees: [advance({ form: 'paper' })], paperDelivery };
  await contractor.patch(`/v1/applications/${early.id}`, changes, { 'if-match': early.etag });
  t.equal(said(await submit(early)), '200', 'on paper it goes');
});

t.test('a submission that waits for a change judges the works as they were changed', async (t) => {
  const { id, worksId } = await drafted(application({ guarantees: [performance()] }));
  const { waiting } = await sql.begin(async (tx) => {
    await tx`update applications set version = version + 1 where id = ${id}`;
    await tx`update works set facts = jsonb_set(facts, '{advancePlanned}', 'false') where id = ${worksId}`;
    const waiting = submit({ id });
    while (!(await tx`select 1 from pg_locks where not granted`).length) await sleep(5);
    return { waiting };
  });
  t.strictSame(named(await waiting), ['/works/advancePlanned advance_not_planned']);
});

t.test('where no limit is published, a broken one is a warning only', async (t) => {
  const seen = await drafted(application({ guarantees: [advance({ amount: 20_000_001 })] }));
  t.match(seen.warnings, [{ code: 'advance_payment_of_works', severity: 'warning', pointer: '/guarantees/0/amount' }]);
  t.equal(said(await submit(seen)), '200');
});

t.test('a lump sum needs the agreement', async (t) => {
  const seen = await drafted(application(), neighbour);
  const answer = await submit(seen, neighbour);
  t.equal(said(answer), '422 submission_refused');
  t.strictSame(named(answer), [
    '/guarantees/0/feePayment lump_sum_not_agreed',
    '/guarantees/1/feePayment lump_sum_not_agreed',
  ]);
});

t.test('what was submitted can be withdrawn until the fee is there, and no further', async (t) => {
  const withdraw = ({ id }: { id: string }) => contractor.post(`/v1/applications/${id}/withdrawal`);
  for (const seen of [
    await drafted(),
    await submitted(),
    await approved(application({ guarantees: [advance({ feePayment: 'cash' })] })),
  ]) {
    const answer = await withdraw(seen);
    t.equal(said(answer), '200');
    t.equal((answer.json() as Seen).status, 'withdrawn');
    t.equal(said(await withdraw(seen)), '409 transition_not_allowed');
    t.equal(said(await submit(seen)), '409 transition_not_allowed');
  }
  const issuing = await approved(application({ guarantees: [advance(), performance({ feePayment: 'cash' })] }));
  t.strictSame(kindsAndStates((await withdraw(issuing)).json() as Seen), [
    'advance_payment issuing',
    'performance withdrawn',
  ]);
});

t.test('an application is returned as a whole, changed, and submitted again', async (t) => {
  const first = await submitted();
  const message = '工事番号を確認してください。\n発注者の通知書と違います。';
  t.equal(said(await review(first, { decision: 'return', message })), '200');
  const returned = await read(first.id, contractor);
  t.match(returned, { status: 'returned', messageToContractor: message });
  t.strictSame(kindsAndStates(returned), ['advance_payment returned', 'performance returned']);
  t.equal(said(await review(returned, { decision: 'return', message })), '409 transition_not_allowed');
  const works = { ...application().works, number: '08-0124' };
  const changed = await contractor.patch(`/v1/applications/${first.id}`, { works }, { 'if-match': returned.etag });
  t.match(changed.json(), { status: 'returned', works: { number: '08-0124' } });
  t.equal(said(await submit(first)), '200');
  t.match(await read(first.id), { status: 'submitted', messageToContractor: null });
});

t.test('a review says which version it has seen, and answers every guarantee once', async (t) => {
  const seen = await submitted();
  const decide = (kind: string, decision = 'approve') => ({ kind, decision, message: null });
  const both = [decide('advance_payment'), decide('performance')];
  const path = `/v1/applications/${seen.id}/review`;
  t.equal(said(await underwriter.post(path, { guarantees: both })), '428 if_match_missing');
  t.equal(said(await review({ ...seen, etag: '"1"' }, { guarantees: both })), '412 changed_meanwhile');
  for (const guarantees of [
    [decide('advance_payment')],
    [decide('advance_payment'), decide('advance_payment')],
    [...both, decide('performance', 'decline')],
    [...both, decide('interim_advance_payment')],
  ]) {
    const answer = await review(seen, { guarantees });
    t.equal(said(answer), '422 review_incomplete');
    t.strictSame(named(answer), ['/guarantees review_incomplete']);
  }
  t.equal((await read(seen.id)).etag, seen.etag);
  const [one, other] = await Promise.all([review(seen, { guarantees: both }), review(seen, { guarantees: both })]);
  t.strictSame([said(one), said(other)].sort(), ['200', '412 changed_meanwhile'], 'of two at once one comes through');
  t.equal(said(await review(await read(seen.id), { guarantees: both })), '409 transition_not_allowed');
});

t.test('each guarantee is approved or declined by itself, with the tariff of the day', async (t) => {
  const seen = await submitted();
  const guarantees = [
    { kind: 'advance_payment', decision: 'decline', message: '落札通知書がありません。' },
    { kind: 'performance', decision: 'approve', message: null },
  ];
  t.equal(said(await review(seen, { guarantees })), '200');
  const after = await read(seen.id, contractor);
  t.strictSame(kindsAndStates(after), ['advance_payment declined', 'performance issuing']);
  t.equal(guaranteeOf(after, 'advance_payment').message, '落札通知書がありません。');
  const [stored] = await sql`
    select fee, terms, approved_by from guarantee_requests where application_id = ${after.id} and kind = 'performance'`;
  t.match(stored, { fee: { amount: 20_000 }, terms: { version: '2026-04' }, approved_by: 'client:underwriter' });
});

t.test('approval judges again, and points at the guarantee in the application', async (t) => {
  const seen = await submitted();
  await sql`update works set facts = jsonb_set(facts, '{advancePlanned}', 'false') where id = ${seen.worksId}`;
  const guarantees = [
    { kind: 'advance_payment', decision: 'decline', message: '書類不足' },
    { kind: 'performance', decision: 'approve', message: null },
  ];
  const answer = await review(seen, { guarantees });
  t.equal(said(answer), '422 approval_refused');
  t.strictSame(named(answer), ['/works/advancePlanned advance_not_planned']);
  await sql`update works set facts = facts || '{"advancePlanned": true, "contractPrice": 4000000}' where id = ${seen.worksId}`;
  t.strictSame(named(await review(seen, { guarantees })), ['/guarantees/1/amount amount_above_contract_price']);
});

t.test('works are frozen while another application for them is with the underwriter or approved', async (t) => {
  const { works, orderer, ...rest } = application();
  const { id: worksId } = (await contractor.post('/v1/works', { orderer, ...works })).json() as { id: string };
  const first = await submitted({ ...rest, orderer, worksId, guarantees: [performance()] });
  const second = await drafted({ ...rest, orderer, worksId, guarantees: [advance()] });
  const change = (changes: object) =>
    contractor.patch(`/v1/applications/${second.id}`, { works: { ...works, ...changes } }, { 'if-match': '*' });
  t.equal(said(await change({ contractPrice: 60_000_000 })), '409 works_frozen', 'submitted');
  await approve(first);
  t.equal(said(await change({ contractPrice: 60_000_000 })), '409 works_frozen', 'approved');
  t.match((await contractor.get(`/v1/works/${worksId}`)).json(), { contractPrice: 50_000_000 });
});

t.test('works can be changed while all their applications are drafts, but not against one of them', async (t) => {
  const { works, orderer, ...rest } = application();
  const { id: worksId } = (await contractor.post('/v1/works', { orderer, ...works })).json() as { id: string };
  const fiscalYearBase = { year: 2026, basis: 'payment_limit', amount: 30_000_000 };
  const first = await drafted({ ...rest, orderer, worksId, guarantees: [advance({ fiscalYearBase })] });
  const second = await drafted({ ...rest, orderer, worksId, guarantees: [performance()] });
  const change = (changes: object) =>
    contractor.patch(`/v1/applications/${second.id}`, { works: { ...works, ...changes } }, { 'if-match': '*' });
  t.equal(said(await change({ name: '町道○○線 道路改良工事(その2)' })), '200');
  const later = { contractDate: '2027-04-05', period: { from: '2027-04-06', to: '2027-09-30' } };
  t.strictSame(named(await change(later)), ['/works/period fiscal_year_outside_works']);
  t.match(await read(first.id), { works: { name: '町道○○線 道路改良工事(その2)' } });
  await contractor.post(`/v1/applications/${first.id}/withdrawal`);
});

t.test('a fee is awaited, a part of it refused, and what is too much recorded as refundable', async (t) => {
  const seen = await approved(application({ guarantees: [advance({ feePayment: 'bank_transfer' }), performance()] }));
  t.strictSame(kindsAndStates(seen), ['advance_payment fee_due', 'performance issuing']);
  const short = await payFee(seen, 'advance_payment', 59_999);
  t.equal(said(short), '409 fee_short');
  t.match(short.json(), {
    detail: '保証料60,000円に対し1円不足しています。',
    facts: { fee: 60_000, received: 59_999, missing: 1 },
  });
  t.strictSame(named(await payFee(seen, 'advance_payment', 60_000, { receivedOn: '2026-11-24' })), [
    '/receivedOn in_the_future',
  ]);
  t.equal(said(await payFee(seen, 'interim_advance_payment', 60_000)), '404 guarantee_not_found');
  t.equal(said(await payFee(seen, 'performance', 20_000)), '409 transition_not_allowed');
  t.equal(guaranteeOf(await read(seen.id), 'advance_payment').status, 'fee_due');

  const more = await payFee(seen, 'advance_payment', '６０，５００円');
  t.equal(said(more), '200');
  t.match(more.json(), { amount: 60_500, fee: 60_000, refundable: 500, receivedOn: '2026-11-20' });
  t.equal(guaranteeOf(await read(seen.id), 'advance_payment').status, 'issuing');
  t.equal(said(await payFee(seen, 'advance_payment', 60_000)), '409 transition_not_allowed', 'it is received once');
  const tasks =
    await sql`select task_key from outbox where topic = 'issue_certificate' and task_key like ${`${seen.id}/%`}`;
  t.strictSame(tasks.map(({ task_key }) => task_key).sort(), [`${seen.id}/advance_payment`, `${seen.id}/performance`]);
});

t.test('a repeated request gets the same answer and has no second effect', async (t) => {
  const key = { 'idempotency-key': 'order-4711' };
  const input = application({ externalReference: 'A-4711' });
  const first = await contractor.post('/v1/applications', input, key);
  const before = await dump(world);
  const again = await contractor.post('/v1/applications', input, key);
  t.equal(said(again), '201');
  t.equal(again.body, first.body);
  t.equal(again.headers.etag, first.headers.etag);
  t.strictSame(await dump(world), before);

  const other = { ...input, messageToIssuer: '別の内容' };
  t.equal(said(await contractor.post('/v1/applications', other, key)), '422 idempotency_key_reused');
  t.equal(
    said(await contractor.post('/v1/applications', input, { 'idempotency-key': '' })),
    '400 idempotency_key_missing',
  );
  t.equal(
    said(await contractor.post('/v1/applications', input, { 'idempotency-key': 'x'.repeat(201) })),
    '400 idempotency_key_missing',
  );
  t.strictSame(await dump(world), before);

  t.equal(said(await neighbour.post('/v1/applications', input, key)), '201', 'it counts per caller');
  const { id } = first.json() as { id: string };
  t.equal(said(await contractor.post(`/v1/applications/${id}/submission`, undefined, key)), '200', 'and per operation');
  const sameForOther = await contractor.post(`/v1/applications/${(await drafted()).id}/submission`, undefined, key);
  t.equal(said(sameForOther), '422 idempotency_key_reused', 'another address is another request');
});

t.test('a refused request may be sent again under its key, and a key is free after a day', async (t) => {
  const key = { 'idempotency-key': 'a-day' };
  t.equal(
    said(await contractor.post('/v1/applications', application({ branch: 'nowhere' }), key)),
    '400 invalid_request',
  );
  const first = await contractor.post('/v1/applications', application(), key);
  t.equal(said(first), '201');
  const start = clock.now;
  clock.now = new Date(start.getTime() + 24 * 3_600_000);
  t.equal((await contractor.post('/v1/applications', application(), key)).body, first.body);
  clock.now = new Date(start.getTime() + 24 * 3_600_000 + 1);
  const next = await contractor.post('/v1/applications', application(), key);
  t.not((next.json() as Seen).id, (first.json() as Seen).id);

  const kept = async () => (await sql`select key from idempotency_keys`).map(({ key }) => key);
  t.ok((await kept()).length > 1);
  await Promise.all([askForPruning(world.world.db, clock.now), askForPruning(world.world.db, clock.now)]);
  t.equal((await sql`select 1 from outbox where topic = 'prune_idempotency_keys'`).length, 1, 'asked for once an hour');
  await pruneIdempotencyKeys(world.world.db, clock.now);
  t.strictSame(await kept(), ['a-day'], 'whose day is over is forgotten, with its answer');
  await sql`delete from outbox where topic like 'prune%'`;
  clock.now = start;
});

t.test('a request that comes again while the first is at work is told so', async (t) => {
  const key = { 'idempotency-key': 'twice-at-once' };
  const send = () => contractor.post('/v1/applications', application(), key);
  const first = await sql.begin(async (tx) => {
    await tx`lock table applications in share mode`;
    const waiting = send();
    while (!(await tx`select 1 from pg_locks where not granted and relation = 'applications'::regclass`).length)
      await sleep(5);
    // If it waited as well it would wait for us.
    const second = await Promise.race([send(), sleep(5000, null, { ref: false })]);
    t.equal(second && said(second), '409 request_in_progress');
    t.equal(second?.headers['retry-after'], '1');
    return { waiting };
  });
  const answer = await first.waiting;
  t.equal(said(answer), '201');
  t.equal((await send()).body, answer.body);
});

t.test('a number of the contractor is given once', async (t) => {
  const numbered = (externalReference: string | null) => application({ externalReference });
  const { id, etag } = await drafted(numbered('B-1'));
  const twice = await contractor.post('/v1/applications', numbered('B-1'));
  t.equal(said(twice), '409 external_reference_taken');
  t.strictSame(named(twice), ['/externalReference taken']);
  await drafted(numbered('B-1'), neighbour);
  const other = await drafted(numbered(null));
  await drafted(numbered(null));
  const rename = (who: Seen, externalReference: string | null) =>
    contractor.patch(`/v1/applications/${who.id}`, { externalReference }, { 'if-match': who.etag });
  const taken = await rename(other, 'B-1');
  t.equal(said(taken), '409 external_reference_taken');
  t.equal((await read(other.id)).etag, other.etag);
  t.equal(said(await rename({ ...other, id, etag }, null)), '200');
  t.equal(said(await rename(other, 'B-1')), '200');
});

interface Page {
  applications: { id: string; branch: string; worksName: string; contractor: string }[];
  next: string | null;
}

t.test('the pages of a list together hold every row once, newest first, wherever they are cut', async (t) => {
  for (let i = 0; i < 12; i += 1) {
    // Several of one instant: the cursor has to tell them apart.
    if (i % 4 === 0) clock.now = new Date(clock.now.getTime() + 1);
    await drafted(application({ branch: i % 3 ? 'nagano' : 'wakayama' }));
  }
  const all = await sql<{ id: string; contractor_id: string; branch: string }[]>`
    select id, contractor_id, branch from applications order by created_at desc, id desc`;
  const paged = async (who: typeof contractor, limit: number, query: string) => {
    const ids: string[] = [];
    for (let cursor = ''; ; ) {
      const answer = await who.get(`/v1/applications?limit=${limit}${query}${cursor}`);
      const { applications, next } = answer.json() as Page;
      t.ok(applications.length <= limit);
      ids.push(...applications.map(({ id }) => id));
      if (next === null) return ids;
      cursor = `&cursor=${next}`;
    }
  };
  for (const limit of [1, 2, 3, 4, 5, 7, 11, 50, 100]) {
    t.strictSame(
      await paged(underwriter, limit, ''),
      all.map(({ id }) => id),
      `by ${limit}`,
    );
  }
  const own = all.filter(({ contractor_id }) => contractor_id === 'sankaku-doboku').map(({ id }) => id);
  t.strictSame(await paged(neighbour, 1, ''), own);
  const ofBranch = all.filter(({ branch }) => branch === 'wakayama').map(({ id }) => id);
  t.strictSame(await paged(underwriter, 5, '&branch=wakayama'), ofBranch);
  const works = (await contractor.get('/v1/works?limit=100')).json() as { works: { id: string }[]; next: null };
  const ofContractor = await sql`select 1 from works where contractor_id = 'marumaru-kensetsu'`;
  t.equal(works.works.length, ofContractor.length);
});

t.test('what is no cursor of this list is refused', async (t) => {
  const cursor = (text: string) => Buffer.from(text).toString('base64url');
  const now = '2026-11-23T01:00:00.000Z';
  for (const wrong of [
    'x',
    cursor(`${now} 12-08-0000001-9`),
    cursor(`0000-01-01T00:00:00.000Z 00000000-0000-4000-8000-000000000000`),
    cursor(`${now} aaaaaaaaaaaa`),
    cursor(`${now} `),
  ]) {
    for (const list of ['applications', 'works', 'guarantees']) {
      if (list === 'guarantees' && wrong === cursor(`${now} 12-08-0000001-9`)) continue;
      t.strictSame(named(await contractor.get(`/v1/${list}?cursor=${wrong}`)), ['/cursor not_a_cursor']);
    }
  }
  for (const query of ['limit=0', 'limit=101', 'limit=1.5', 'limit=', 'branch=%00', 'page=2']) {
    t.equal(said(await contractor.get(`/v1/applications?${query}`)), '400 invalid_request', query);
  }
  for (const query of [
    'updatedAfter=0000-01-01T00:00:00Z',
    'updatedAfter=2016-12-31T23:59:60Z',
    'orderer=x',
    'q=%00',
    'q=%07',
  ]) {
    t.equal(said(await contractor.get(`/v1/guarantees?${query}`)), '400 invalid_request', query);
  }
});

t.test('the status that a list is filtered by is the status that is shown', async (t) => {
  const days = fc.integer({ min: 0, max: 12 }).map((n) => addDays(calendarDay('2026-11-20'), n));
  const guarantees = fc.record({
    status: fc.constantFrom<StoredStatus>('in_force', 'cancelled', 'void'),
    statusFrom: days,
    period: fc.record({ from: fc.option(days), to: days }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(guarantees, { minLength: 30, maxLength: 60 }), days, async (rows, today) => {
      for (const status of guaranteeStatuses) {
        const shown = rows.flatMap((row, i) => (statusAt(row, today) === status ? [i] : []));
        t.strictSame(await filtered(rows, status, today), shown);
      }
    }),
    { numRuns: Math.ceil(numRuns / 50) },
  );
});

type Row = Parameters<typeof statusAt>[0];

/** The places of those rows that the condition lets through. */
async function filtered(rows: Row[], status: ReturnType<typeof statusAt>, today: CalendarDay): Promise<number[]> {
  const values = rows.map(
    ({ status, statusFrom, period }, i) =>
      drizzle`(${i}::int, ${status}::text, ${statusFrom}::date, ${period.from}::date, ${period.to}::date)`,
  );
  const found = await world.world.db.execute<{ place: number }>(drizzle`
    select place from (values ${drizzle.join(values, drizzle`, `)})
      as guarantees (place, status, status_from, period_from, period_to)
    where ${statusIs(status, today)} order by place`);
  return found.map(({ place }) => place);
}

t.test('the work list is filtered by the status that an application shows', async (t) => {
  const draft = await drafted(application({ branch: 'wakayama' }));
  const pairs = guaranteeRequestStates.flatMap((one) => guaranteeRequestStates.map((other) => [one, other] as const));
  const made = await sql<{ id: string; one: GuaranteeRequestState; other: GuaranteeRequestState }[]>`
    with pairs as (
      select gen_random_uuid() as id, p.* from unnest(
        ${pairs.map(([one]) => one)}::text[], ${pairs.map(([, other]) => other)}::text[]) as p (one, other)
    ), copied as (
      insert into applications (id, contractor_id, works_id, branch, facts, created_by, created_at, updated_at)
      select pairs.id, contractor_id, works_id, branch, facts, created_by, created_at, updated_at
      from applications, pairs where applications.id = ${draft.id}
    ), asked as (
      insert into guarantee_requests (application_id, kind, form, asked, status)
      select pairs.id, kind, form, asked, case kind when 'performance' then other else one end
      from guarantee_requests, pairs where application_id = ${draft.id}
    ) select * from pairs`;
  for (const status of applicationStatuses) {
    const expected = made.filter(({ one, other }) => applicationStatusOf([one, other]) === status).map(({ id }) => id);
    const found: string[] = [];
    for (let cursor = ''; ; ) {
      const answer = await underwriter.get(`/v1/applications?branch=wakayama&limit=100&status=${status}${cursor}`);
      const { applications, next } = answer.json() as Page;
      found.push(...applications.map(({ id }) => id));
      if (next === null) break;
      cursor = `&cursor=${next}`;
    }
    const ofPairs = new Set(made.map(({ id }) => id));
    t.strictSame(found.filter((id) => ofPairs.has(id)).sort(), expected.sort(), status);
  }
});
