import { addDays, changeFindingCodes, formatWareki, todayInTokyo } from '@e-surety/domain';
import t, { type Test } from 'tap';
import { readPaper, withoutSpace } from '../../../packages/papers/test/reading.js';
import { smallPdf } from '../../../scripts/demo/papers.js';
import { changeFeeNotice } from '../src/changes/change-fee-notice.js';
import { lapseChangeFee } from '../src/changes/lapse-change-fee.js';
import { pendingReplacement } from '../src/changes/pending-replacement.js';
import { creditInUse } from '../src/contractors/credit.js';
import { createIssuerMetrics } from '../src/metrics.js';
import { doNextTask } from '../src/outbox/worker.js';
import { askForReminders } from '../src/reminders/ask-for-reminders.js';
import { startDsure } from './dsure.js';
import { checkIssuedPapers, lacksPdfTools } from './issued-papers.js';
import { advance, application, journeys, performance } from './journey.js';
import { readMail } from './mail-text.js';
import { dump, named as fieldsOf, said, startWorld } from './world.js';

const dsure = await startDsure(t);
const world = await startWorld(t, { dsureUrl: dsure.url, signingKeys: dsure.signingKeys });
const { clock, contractor, neighbour, underwriter, workOff } = world;
const second = world.caller('underwriter', 'second-underwriter');
const { issued, approved, read } = journeys(world);

// D-Sure tells the status by its own clock, so all days here are counted from the real one.
const present = new Date();
const today = todayInTokyo(present);
const inDays = (days: number) => addDays(today, days);
const longAgo = new Date(present.getTime() - 20 * 86_400_000);

const works = {
  contractDate: inDays(-30),
  period: { from: inDays(-29), to: inDays(120) },
};

/** Every rule that an answer has named so far. */
const broken = new Set<string>();
function named(answer: Parameters<typeof fieldsOf>[0]): string[] {
  const fields = fieldsOf(answer);
  for (const field of fields) broken.add(field.split(' ').at(-1)!);
  return fields;
}

interface Change {
  id: string;
  status: string;
  etag: string;
  message: string | null;
  revision: number | null;
  feeChange: { direction: string; amount: number; due: { lines: object[] } } | null;
}

/** A guarantee issued twenty days ago, and its key. */
async function guaranteed(asked: object = advance()) {
  clock.now = longAgo;
  const { guarantees } = await issued(application({ works, guarantees: [asked] }));
  clock.now = present;
  return guarantees[0]!.guaranteeNumber!;
}

async function keyOf(number: string): Promise<string> {
  const answer = await contractor.get(`/v1/guarantees/${number}/authentication-key`);
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return (answer.json() as { authenticationKey: string }).authenticationKey;
}

const nothing = {
  contractChange: null,
  newAmount: null,
  newPeriodTo: null,
  effectiveOn: null,
  reason: '設計変更のため',
};
const of = (number: string) => `/v1/guarantees/${number}/change-requests`;
const ask = (number: string, change: object, who = contractor) => who.post(of(number), { ...nothing, ...change });

async function asked(number: string, change: object, who = contractor): Promise<Change> {
  const answer = await ask(number, change, who);
  if (answer.statusCode !== 201) throw new Error(`not taken: ${answer.body}`);
  return { ...(answer.json() as Change), etag: answer.headers.etag as string };
}

const attach = (number: string, { id }: { id: string }, type = 'amended_contract', who = contractor) =>
  who.upload(`${of(number)}/${id}/attachments`, [
    { field: 'type', content: type },
    { field: 'file', content: smallPdf(type), fileName: '変更契約書.pdf' },
  ]);

const review = (number: string, { id, etag }: Change, decision = 'approve', who = underwriter) =>
  who.post(
    `${of(number)}/${id}/review`,
    { decision, message: decision === 'approve' ? null : '見本' },
    { 'if-match': etag },
  );

/** Asked for and approved; issued once the outbox is worked off. */
async function agreed(number: string, change: object, { by = contractor, approver = underwriter } = {}) {
  const request = await asked(number, change, by);
  if ('contractChange' in change) await attach(number, request);
  const { etag } = (await underwriter.get(`${of(number)}/${request.id}`)).headers;
  const answer = await review(number, { ...request, etag: etag as string }, 'approve', approver);
  if (answer.statusCode !== 200) throw new Error(`not approved: ${answer.body}`);
  return answer.json() as Change;
}

async function changed(number: string, change: object, who?: Parameters<typeof agreed>[2]): Promise<Change> {
  const { id } = await agreed(number, change, who);
  await workOff();
  const answer = (await contractor.get(`${of(number)}/${id}`)).json() as Change;
  if (answer.status !== 'issued') throw new Error(`${answer.status}: ${answer.message}`);
  return answer;
}

interface Seen {
  status: string;
  revisions: number;
  certificate: {
    amount: number;
    amendments: number;
    period: { to: string };
    works: object;
    history: { type: string; reason: string; effectiveOn: string; changes: { item: string }[] }[];
  };
  verification: { check: string; result: string }[];
}

/** What whoever holds the key is told. */
async function lookUp(guaranteeNumber: string, authenticationKey: string) {
  const response = await fetch(`${dsure.url}/v1/look-ups`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ guaranteeNumber, authenticationKey }),
  });
  return { status: response.status, seen: (await response.json()) as Seen };
}

const amendmentOf = (amount: number, more: object = {}) => ({ newAmount: amount, effectiveOn: today, ...more });
const dearer = { contractChange: { changedOn: today, contractPrice: '60,000,000円', periodTo: null } };

t.test('a guarantee is increased, extended, decreased, corrected and cancelled under one key', async (t) => {
  const number = await guaranteed();
  const key = await keyOf(number);

  const increase = await changed(number, { type: 'increase', ...amendmentOf(24_000_000, dearer) });
  t.match(increase.feeChange, { direction: 'extra', amount: 10_000 }, '60,000円 → 70,000円');
  let { seen } = await lookUp(number, key);
  t.match(seen, { status: 'in_force', revisions: 2, certificate: { amount: 24_000_000, amendments: 1 } });
  t.match(seen.certificate.history[1], {
    type: 'amendment',
    reason: '設計変更のため',
    changes: [
      { item: '/works/contractPrice', before: 50_000_000, after: 60_000_000 },
      { item: '/amount', before: 20_000_000, after: 24_000_000 },
    ],
  });
  t.ok(seen.verification.every(({ result }) => result !== 'failed'));

  const longer = { contractChange: { changedOn: today, contractPrice: null, periodTo: inDays(150) } };
  const period = await changed(number, { type: 'period', newPeriodTo: inDays(150), effectiveOn: today, ...longer });
  t.match(period.feeChange, { direction: 'none', amount: 0 });
  t.match((await lookUp(number, key)).seen.certificate, { amendments: 2, period: { to: inDays(150) } });

  const decrease = await changed(number, { type: 'decrease', ...amendmentOf(22_000_000) });
  t.match(decrease.feeChange, { direction: 'refund', amount: 5_000 }, '70,000円 → 65,000円');
  t.match((await lookUp(number, key)).seen.certificate, { amount: 22_000_000, amendments: 3 });
  says(t, await paper(`/v1/guarantees/${number}/refund-statement.pdf`), [
    ...['保証料返還計算書', '5,000円', '24,000,000円 → 22,000,000円', '70,000円', '65,000円', number],
  ]);
  const statement = (type: string, revision: number) =>
    `/v1/guarantees/${number}/${type}-statement.pdf?revision=${revision}`;
  t.equal(said(await contractor.get(statement('refund', 1))), '404 refund_statement_not_found');
  const extra = await paper(statement('fee', 1));
  says(t, extra, ['保証料計算書(追加保証料)', '10,000円', '設計変更のため', '変更前の保証料', '変更後の保証料']);
  t.equal((await paper(`/v1/guarantees/${number}/fee-statement.pdf`)).text, extra.text, 'the newest is the extra one');
  says(t, await paper(statement('fee', 0)), ['保証料計算書', '60,000円']);
  t.equal(
    said(await contractor.get(statement('fee', 2))),
    '404 fee_statement_not_found',
    'nothing more for the period',
  );

  const corrections = [{ item: '/works/number', value: '08-0124' }];
  await changed(number, { type: 'correction', corrections }, { by: underwriter });
  ({ seen } = await lookUp(number, key));
  t.match(seen.certificate, { amendments: 3, works: { number: '08-0124' } }, 'a correction is no amendment');
  t.match(seen.certificate.history[4], { type: 'correction', changes: [{ before: '08-0123', after: '08-0124' }] });

  const cancellation = await changed(number, { type: 'cancellation', effectiveOn: inDays(20) });
  t.match(cancellation.feeChange, {
    direction: 'refund',
    due: { lines: [{ type: 'elapsed', base: 65_000, days: 50, of: 181 }] },
  });
  ({ seen } = await lookUp(number, key));
  t.match(seen, { status: 'in_force', revisions: 6 }, 'it stays in force until its day');
  t.match(seen.certificate.history[5], { type: 'cancellation', effectiveOn: inDays(20) });
  const net = (await contractor.get(`/v1/guarantees/${number}`)).json();
  t.match(net, { status: 'in_force', revision: 5, change: null, amount: 22_000_000, period: { to: inDays(150) } });
  clock.now = new Date(present.getTime() + 20 * 86_400_000);
  t.match((await contractor.get(`/v1/guarantees/${number}`)).json(), { status: 'cancelled' });
  clock.now = present;
  t.equal(said(await ask(number, { type: 'decrease', ...amendmentOf(1) })), '409 guarantee_already_cancelled');

  const notice = await contractor.get(`/v1/guarantees/${number}/key-notice.pdf`);
  t.equal(notice.statusCode, 200, 'the key notice of the last revision prints the same key');
  const told = world.mails().filter((mail) => mail.includes(`(${number})`) || mail.includes('change-notice.'));
  t.ok(told.length >= 5, 'each change was told');
  t.notOk(
    world.mails().some((mail) => mail.includes(key)),
    'and no mail carries the key',
  );
  t.match((await contractor.get(`/v1/works/${await worksOf(number)}`)).json(), {
    ...{ contractPrice: 60_000_000, period: { to: inDays(150) }, number: '08-0124' },
  });
});

async function paper(url: string, who = contractor) {
  const answer = await who.get(url);
  if (answer.statusCode !== 200) throw new Error(`no paper: ${answer.body}`);
  return { bytes: answer.rawPayload, text: (await readPaper(new Uint8Array(answer.rawPayload))).text };
}
const says = (t: Test, { text }: { text: string }, phrases: string[]) => {
  for (const phrase of phrases) t.ok(text.includes(withoutSpace(phrase)), phrase);
};

async function worksOf(number: string): Promise<string> {
  const { applicationId } = (await contractor.get(`/v1/guarantees/${number}`)).json() as { applicationId: string };
  return (await read(applicationId)).worksId;
}

t.test('a cancellation may reach back to the day of issue, and counts from its day', async (t) => {
  const number = await guaranteed();
  const key = await keyOf(number);
  t.strictSame(named(await ask(number, { type: 'cancellation', effectiveOn: inDays(-21) })), [
    '/effectiveOn effective_before_issue',
  ]);
  await changed(number, { type: 'cancellation', effectiveOn: inDays(-5) });
  t.match((await lookUp(number, key)).seen, { status: 'cancelled', revisions: 2 });
  const wide = number
    .replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
    .replaceAll('-', '－');
  for (const typed of [wide, number.replaceAll('-', ''), number.slice(3, 10)]) {
    const { guarantees } = (await contractor.get(`/v1/guarantees?q=${encodeURIComponent(typed)}`)).json() as {
      guarantees: { guaranteeNumber: string }[];
    };
    t.ok(
      guarantees.some(({ guaranteeNumber }) => guaranteeNumber === number),
      typed,
    );
  }
  t.match((await contractor.get(`/v1/guarantees?status=cancelled&q=${number}`)).json(), {
    guarantees: [{ guaranteeNumber: number, status: 'cancelled' }],
  });
});

t.test('until D-Sure has confirmed it a change is being reflected, and nothing of it is true', async (t) => {
  const number = await guaranteed();
  const { id } = await agreed(number, {
    type: 'increase_and_period',
    ...amendmentOf(24_000_000, {
      contractChange: { changedOn: today, contractPrice: 60_000_000, periodTo: inDays(150) },
      newPeriodTo: inDays(150),
    }),
  });
  await dsure.stop();
  await workOff();
  const before = (await contractor.get(`/v1/guarantees/${number}`)).json();
  t.match(before, {
    ...{ revision: 0, amount: 20_000_000, period: { to: inDays(120) } },
    change: { id, type: 'increase_and_period', status: 'issuing', reflecting: true },
  });
  t.equal(said(await contractor.get(`/v1/guarantees/${number}/certificate.pdf?revision=1`)), '404 revision_not_found');
  t.equal(said(await contractor.get(`/v1/guarantees/${number}/key-notice.pdf?revision=1`)), '404 revision_not_found');
  await dsure.start();
  clock.now = new Date(present.getTime() + 60_000);
  await workOff();
  t.match((await contractor.get(`/v1/guarantees/${number}`)).json(), {
    ...{ revision: 1, amount: 24_000_000, period: { to: inDays(150) }, change: null },
  });
  t.equal((await contractor.get(`/v1/guarantees/${number}/certificate.pdf?revision=1`)).statusCode, 200);
  clock.now = present;
  const key = await keyOf(number);
  const seen = async () => (await lookUp(number, key)).seen.certificate;
  t.match(await seen(), { amount: 24_000_000, period: { to: inDays(150) }, amendments: 1 });
  await changed(number, {
    ...{ type: 'decrease_and_period', ...amendmentOf(18_000_000), newPeriodTo: inDays(140) },
    contractChange: { changedOn: today, contractPrice: 45_000_000, periodTo: inDays(140) },
  });
  t.match(await seen(), { amount: 18_000_000, period: { to: inDays(140) }, amendments: 2 }, 'less, and shorter again');
});

t.test('what a company settles in a lump sum is in the list of the month, extra fees and refunds alike', async (t) => {
  const number = await guaranteed(advance({ feeBilledTo: '変更の請求先' }));
  await changed(number, { type: 'increase', ...amendmentOf(24_000_000, dearer) });
  await changed(number, { type: 'decrease', ...amendmentOf(22_000_000) });
  await changed(number, { type: 'cancellation', effectiveOn: inDays(20) });
  type Statements = { feeStatements: { guaranteeNumber: string; revision: number; type: string; amount: number }[] };
  const { feeStatements } = (await contractor.get('/v1/fee-statements?limit=100')).json() as Statements;
  t.strictSame(
    feeStatements
      .filter(({ guaranteeNumber }) => guaranteeNumber === number)
      .map(({ type, revision, amount }) => `${revision} ${type} ${amount}`)
      .sort(),
    // 65,000円 less fifty of the hundred and fifty-one days from the contract on.
    ['0 fee 60000', '1 fee 10000', '2 refund 5000', '3 refund 43476'],
  );
  const csv = await contractor.get(`/v1/fee-statements/lump-sum.csv?month=${today.slice(0, 7)}`);
  const lines = csv.body.split('\r\n').filter((line) => line.includes('変更の請求先'));
  const months = lines.map((line) => line.split(',').slice(3));
  t.strictSame(
    months.filter((cells) => cells[2] !== '0').map((cells) => [cells[0], cells[2], cells[8]]),
    [
      ['"保証料"', '1', '10000'],
      ['"返還"', '2', '-5000'],
      ['"返還"', '3', '-43476'],
      ['"小計"', '""', String(months.filter((cells) => cells[2] === '0').length * 60_000 + 10_000 - 5_000 - 43_476)],
    ],
  );
  const { refundables } = (await underwriter.get('/v1/refundables')).json() as { refundables: object[] };
  t.strictSame(refundables, [], 'what the list settles is not given back a second time');
});

t.test('a change that follows a changed contract waits for the paper that says so', async (t) => {
  const number = await guaranteed();
  const request = await asked(number, { type: 'increase', ...amendmentOf(24_000_000, dearer) });
  t.match(request, { warnings: [{ code: 'attachment_missing', severity: 'holds_approval' }] });
  const refused = await review(number, request);
  t.equal(said(refused), '422 approval_refused');
  t.strictSame(named(refused), ['/contractChange attachment_missing']);

  t.equal(said(await attach(number, request, 'amended_contract', neighbour)), '404 guarantee_not_found');
  const other = (await attach(number, request, 'other')).json() as { id: string };
  t.equal(said(await review(number, request)), '412 changed_meanwhile', 'what came meanwhile is looked at first');
  const reread = async () => {
    const answer = await underwriter.get(`${of(number)}/${request.id}`);
    return { ...(answer.json() as Change), etag: answer.headers.etag as string };
  };
  t.equal(said(await review(number, await reread())), '422 approval_refused', 'another paper does not do');
  t.equal(said(await attach(number, request)), '201');
  const path = `${of(number)}/${request.id}/attachments`;
  const { attachments } = (await underwriter.get(path)).json() as { attachments: { id: string; type: string }[] };
  t.strictSame(attachments.map(({ type }) => type).sort(), ['amended_contract', 'other']);
  const amended = attachments.find(({ type }) => type === 'amended_contract');
  t.match(await underwriter.get(`${path}/${amended!.id}`), {
    ...{ statusCode: 200, rawPayload: smallPdf('amended_contract') },
    headers: { 'content-type': 'application/pdf', 'content-disposition': /^attachment/ },
  });
  t.equal((await contractor.delete(`${path}/${other.id}`)).statusCode, 204);
  const { applicationId } = (await contractor.get(`/v1/guarantees/${number}`)).json() as { applicationId: string };
  const ofApplication = (await contractor.get(`/v1/applications/${applicationId}/attachments`)).json();
  t.match(ofApplication, { attachments: [{ type: 'contract' }] }, 'it is no paper of the application');

  t.match(await reread(), { warnings: [] });
  t.equal(said(await review(number, await reread())), '200');
  t.equal(said(await contractor.delete(`${path}/${amended!.id}`)), '409 transition_not_allowed');
  t.equal(said(await attach(number, request)), '409 transition_not_allowed');
  await workOff();
  t.match((await lookUp(number, await keyOf(number))).seen, { revisions: 2, certificate: { amount: 24_000_000 } });
  const again = await asked(number, { type: 'decrease', ...amendmentOf(19_000_000, dearer) });
  t.match(again, { warnings: [{ code: 'attachment_missing' }] }, 'each changed contract has its own paper');
});

t.test('a large increase needs a second person, who judges the credit of that moment', async (t) => {
  const number = await guaranteed();
  const large = { contractChange: { changedOn: today, contractPrice: 300_000_000, periodTo: null } };
  const request = await asked(number, { type: 'increase', ...amendmentOf(100_000_000, large) });
  await attach(number, request);
  const reread = async () => {
    const answer = await underwriter.get(`${of(number)}/${request.id}`);
    return { ...(answer.json() as Change), etag: answer.headers.etag as string };
  };
  t.match((await review(number, await reread())).json(), { status: 'awaiting_second_approval', feeChange: null });
  await workOff();
  t.equal(said(await review(number, await reread())), '409 second_approval_by_same_person');
  const limit = async (yen: number) =>
    world.sql`update contractors set credit_limit = ${yen} where id = 'marumaru-kensetsu'`;
  await limit(100_000_000);
  t.equal(said(await review(number, await reread(), 'approve', second)), '409 credit_limit_exceeded');
  await limit(1_000_000_000);
  t.match((await review(number, await reread(), 'return', second)).json(), { status: 'returned' });
  const again = await contractor.post(`${of(number)}/${request.id}/submission`, {
    ...{ ...nothing, type: 'increase', ...amendmentOf(100_000_000, large) },
  });
  t.equal(said(again), '200');
  t.match(
    (await review(number, await reread())).json(),
    { status: 'awaiting_second_approval' },
    'two people once more',
  );
  t.match((await review(number, await reread(), 'approve', second)).json(), { status: 'issuing' });
  await workOff();
  t.match((await lookUp(number, await keyOf(number))).seen, { revisions: 2, certificate: { amount: 100_000_000 } });
  await changed(number, { type: 'decrease', ...amendmentOf(20_000_000) });
});

t.test('of two increases at once, the second sees what the first has taken of the credit limit', async (t) => {
  const numbers = [await guaranteed(performance()), await guaranteed(performance())];
  const requests = await Promise.all(
    numbers.map((number) => asked(number, { type: 'increase', ...amendmentOf(6_000_000) })),
  );
  const [{ sum }] = await world.sql<
    [{ sum: string }]
  >`select credit_limit as sum from contractors where id = 'marumaru-kensetsu'`;
  const inUse = await creditInUse(world.world.db, 'marumaru-kensetsu', today);
  await world.sql`update contractors set credit_limit = ${inUse + 1_500_000} where id = 'marumaru-kensetsu'`;
  const answers = await Promise.all(numbers.map((number, i) => review(number, requests[i]!)));
  t.strictSame(answers.map(said).sort(), ['200', '409 credit_limit_exceeded']);
  await world.sql`update contractors set credit_limit = ${sum} where id = 'marumaru-kensetsu'`;
  await workOff();
});

t.test(
  'an extra fee by bank transfer is told with its last day, and a change that it does not come for lapses',
  async (t) => {
    clock.now = longAgo;
    const { id: applicationId } = await approved(
      application({ works, guarantees: [performance({ feePayment: 'bank_transfer' })] }),
    );
    await underwriter.post(`/v1/applications/${applicationId}/guarantees/performance/fee-receipt`, {
      ...{ amount: 20_000, receivedOn: inDays(-21), method: 'bank_transfer', reference: 'フリコミ 1' },
    });
    await workOff();
    clock.now = present;
    const number = (await read(applicationId)).guarantees[0]!.guaranteeNumber!;
    const key = await keyOf(number);
    const increase = { type: 'increase', ...amendmentOf(6_000_000) };
    const { id, status } = await agreed(number, increase);
    t.equal(status, 'fee_due');
    await workOff();
    const notice = `${of(number)}/${id}/fee-notice.pdf`;
    const told = await paper(notice);
    const payBy = inDays(14);
    says(t, told, [
      '追加保証料のご案内',
      '4,000円',
      formatWareki(payBy),
      '見本銀行 本店営業部',
      '5,000,000円 → 6,000,000円',
    ]);
    const letters = (said: string) =>
      world
        .mails()
        .map(readMail)
        .filter(({ messageId, text }) => messageId.startsWith(`change-notice.${id}.`) && text.includes(said)).length;
    t.equal(letters(`お支払期限    ${formatWareki(payBy)}`), 1);
    await world.sql`update issuer_profile set fee_account = '見本銀行 移転先支店'`;
    t.strictSame((await paper(notice, underwriter)).bytes, told.bytes, 'what was told stays');
    t.equal(said(await neighbour.get(notice)), '404 guarantee_not_found');

    clock.now = new Date(`${inDays(17)}T23:59:59+09:00`);
    await workOff();
    t.match(
      (await contractor.get(`${of(number)}/${id}`)).json(),
      { status: 'fee_due' },
      'three days more to record it',
    );
    clock.now = new Date(`${inDays(18)}T00:00:00+09:00`);
    const two = () => doNextTask(world.work);
    await Promise.all([two(), two(), two()]);
    await workOff();
    t.match((await contractor.get(`${of(number)}/${id}`)).json(), {
      ...{ status: 'returned', feeChange: null, message: /^増額の追加保証料の入金を、お支払期限/ },
    });
    t.equal(said(await contractor.get(notice)), '409 fee_not_due');
    t.match((await lookUp(number, key)).seen, { revisions: 1, certificate: { amount: 5_000_000 } });
    t.match((await contractor.get(`/v1/guarantees/${number}`)).json(), { revision: 0, amount: 5_000_000 });
    t.equal(letters('追加保証料の入金をお支払期限までに確認できなかった'), 1);

    clock.now = present;
    const again = await contractor.post(`${of(number)}/${id}/submission`, { ...nothing, ...increase });
    const resubmitted = { ...(again.json() as Change), etag: again.headers.etag as string };
    t.match((await review(number, resubmitted)).json(), { status: 'fee_due', feeChange: { amount: 4_000 } });
    says(t, await paper(notice), ['見本銀行 移転先支店']);
    const receipt = { amount: 5_000, receivedOn: today, method: 'bank_transfer', reference: 'フリコミ 2' };
    t.match((await underwriter.post(`${of(number)}/${id}/fee-receipt`, receipt)).json(), {
      fee: 4_000,
      refundable: 1_000,
    });
    await workOff();
    clock.now = new Date(`${inDays(18)}T00:00:00+09:00`);
    await workOff();
    clock.now = present;
    t.match((await contractor.get(`${of(number)}/${id}`)).json(), { status: 'issued' }, 'what is paid does not lapse');
    t.match((await lookUp(number, key)).seen, { revisions: 2, certificate: { amount: 6_000_000 } });
    says(t, await paper(`/v1/guarantees/${number}/fee-statement.pdf?revision=1`), ['4,000円', '銀行振込']);

    const { id: cancelled } = await changed(number, { type: 'cancellation', effectiveOn: inDays(0) });
    const { refundables } = (await underwriter.get('/v1/refundables?branch=nagano')).json() as {
      refundables: { reason: string; guaranteeNumber: string }[];
    };
    const back = (reason: string) =>
      refundables.filter((one) => one.reason === reason && one.guaranteeNumber === number);
    t.match(back('change'), [{ changeRequestId: cancelled, revision: 2, amount: 24_000, receivedOn: null }]);
    t.match(back('overpaid'), [
      { changeRequestId: id, amount: 5_000, fee: 4_000, refundable: 1_000, reference: 'フリコミ 2' },
    ]);
  },
);

t.test('where a change costs nothing more there is nothing to wait for', async (t) => {
  const number = await guaranteedForCash();
  const { status, feeChange } = await agreed(number, { type: 'increase', ...amendmentOf(5_000_001) });
  t.match(feeChange, { direction: 'none', amount: 0 });
  t.equal(status, 'issuing');
  await workOff();
  t.match((await lookUp(number, await keyOf(number))).seen, { revisions: 2, certificate: { amount: 5_000_001 } });
  t.equal(
    said(await contractor.get(`/v1/guarantees/${number}/fee-statement.pdf?revision=1`)),
    '404 fee_statement_not_found',
  );
});

t.test('an extra fee that was paid for a change that is taken back is given back, whole', async (t) => {
  const number = await guaranteedForCash();
  let id = '';
  await refused(async () => {
    ({ id } = await agreed(number, { type: 'increase', ...amendmentOf(6_000_000) }));
    const receipt = { amount: 4_000, receivedOn: today, method: 'cash', reference: '窓口' };
    await underwriter.post(`${of(number)}/${id}/fee-receipt`, receipt);
    await workOff();
  });
  await decide(`${of(number)}/${id}/held-decision`, 'void');
  await decide(`${of(number)}/${id}/held-decision`, 'void', second);
  const { refundables } = (await underwriter.get('/v1/refundables')).json() as {
    refundables: { changeRequestId: string }[];
  };
  t.match(
    refundables.filter(({ changeRequestId }) => changeRequestId === id),
    [{ reason: 'not_issued', amount: 4_000, fee: 0, refundable: 4_000 }],
  );
  t.equal(
    said(await contractor.get(`/v1/guarantees/${number}/fee-statement.pdf?revision=1`)),
    '404 fee_statement_not_found',
  );
});

t.test('an extra fee that is not paid in a lump sum is waited for, whole', async (t) => {
  const number = await guaranteedForCash();
  const { id, status } = await agreed(number, { type: 'increase', ...amendmentOf(6_000_000) });
  t.equal(status, 'fee_due');
  const pay = (amount: number) =>
    underwriter.post(`${of(number)}/${id}/fee-receipt`, {
      amount,
      receivedOn: today,
      method: 'cash',
      reference: '窓口',
    });
  const short = await pay(3_999);
  t.equal(said(short), '409 fee_short');
  t.match((await pay(4_500)).json(), { fee: 4_000, refundable: 500 });
  t.equal(said(await pay(4_000)), '409 transition_not_allowed');
  await workOff();
  t.match((await lookUp(number, await keyOf(number))).seen, { revisions: 2, certificate: { amount: 6_000_000 } });
  t.match((await changed(number, { type: 'decrease', ...amendmentOf(5_500_000) })).feeChange, {
    ...{ direction: 'refund', amount: 2_000 },
  });
});

t.test('an extra fee that comes in while its change lapses is not taken', async (t) => {
  const number = await guaranteedForCash();
  const { id } = await agreed(number, { type: 'increase', ...amendmentOf(6_000_000) });
  const notice = (await changeFeeNotice(world.world.db, id))!;
  const receipt = { amount: 4_000, receivedOn: today, method: 'cash', reference: '窓口' };
  const answers = await world.world.db.transaction(async (tx) => {
    await lapseChangeFee(tx, { changeRequestId: id, payBy: notice.payBy }, clock.now);
    const paying = underwriter.post(`${of(number)}/${id}/fee-receipt`, receipt);
    t.ok(await world.somebodyWaits());
    return [paying];
  });
  t.equal(said(await answers[0]!), '409 transition_not_allowed');
  t.match((await contractor.get(`${of(number)}/${id}`)).json(), { status: 'returned' });
});

async function guaranteedForCash(): Promise<string> {
  clock.now = longAgo;
  const { id } = await approved(application({ works, guarantees: [performance({ feePayment: 'cash' })] }));
  const receipt = { amount: 20_000, receivedOn: inDays(-21), method: 'cash', reference: '窓口' };
  await underwriter.post(`/v1/applications/${id}/guarantees/performance/fee-receipt`, receipt);
  await workOff();
  clock.now = present;
  return (await read(id)).guarantees[0]!.guaranteeNumber!;
}

t.test('a wrong issue is void at once, when two people have said so', async (t) => {
  const number = await guaranteed();
  const key = await keyOf(number);
  const wrong = { type: 'void', reason: '発行の誤りのため' };
  t.equal(said(await ask(number, wrong)), '403 forbidden', 'a contractor asks for no such thing');
  const request = await asked(number, wrong, underwriter);
  t.equal(said(await review(number, request)), '409 second_person_needed');
  t.equal(said(await review(number, request, 'approve', second)), '200');
  await workOff();
  t.match((await lookUp(number, key)).seen, { status: 'void', revisions: 2 });
  says(t, await paper(`/v1/guarantees/${number}/refund-statement.pdf`), ['返還する保証料 60,000円', '合計 0円']);
  t.equal(said(await ask(number, { type: 'cancellation', effectiveOn: today })), '409 guarantee_already_void');
});

t.test('what is void is written by one person and approved by another, whoever asked first for what', async (t) => {
  const number = await guaranteed();
  const wrong = { ...nothing, type: 'void', reason: '発行の誤りのため' };
  const send = (id: string, change: object, who = underwriter) =>
    who.post(`${of(number)}/${id}/submission`, { ...nothing, ...change });
  const reread = async ({ id }: Change) => {
    const answer = await underwriter.get(`${of(number)}/${id}`);
    return { ...(answer.json() as Change), etag: answer.headers.etag as string };
  };
  const decrease = await asked(number, { type: 'decrease', ...amendmentOf(19_000_000) });
  await review(number, decrease, 'return');
  t.strictSame(named(await send(decrease.id, wrong)), ['/type not_of_this_request']);
  t.equal(said(await contractor.post(`${of(number)}/${decrease.id}/withdrawal`)), '200');

  const request = await asked(number, wrong, second);
  await review(number, request, 'return');
  t.strictSame(named(await send(request.id, { type: 'cancellation', effectiveOn: today })), [
    '/type not_of_this_request',
  ]);
  t.equal(said(await send(request.id, { ...wrong, reason: '書き直し' })), '200');
  t.equal(said(await review(number, await reread(request))), '409 second_person_needed', 'who rewrote it');
  const sheet = await underwriter.get(`${of(number)}/${request.id}/review-sheet`);
  t.notMatch((sheet.json() as { commands: string[] }).commands, ['approve']);

  t.equal(said(await contractor.post(`${of(number)}/${request.id}/withdrawal`)), '403 forbidden');
  t.equal(said(await attach(number, request)), '403 forbidden');
  await review(number, await reread(request), 'return', second);
  t.equal(said(await send(request.id, { type: 'cancellation', effectiveOn: today }, contractor)), '403 forbidden');
  t.equal(said(await underwriter.post(`${of(number)}/${request.id}/withdrawal`)), '200');
});

t.test(
  'whoever asks for what has changed since is told of a change and of a new key that are on their way',
  async (t) => {
    const number = await guaranteed();
    const found = async (work: () => Promise<unknown>) => {
      clock.now = new Date(clock.now.getTime() + 1000);
      const updatedAfter = encodeURIComponent(clock.now.toISOString());
      clock.now = new Date(clock.now.getTime() + 1000);
      await work();
      const { guarantees } = (await contractor.get(`/v1/guarantees?updatedAfter=${updatedAfter}`)).json() as {
        guarantees: { guaranteeNumber: string }[];
      };
      return guarantees.map(({ guaranteeNumber }) => guaranteeNumber);
    };
    let request = {} as Change;
    const steps: (() => Promise<unknown>)[] = [
      async () => (request = await asked(number, { type: 'decrease', ...amendmentOf(19_000_000) })),
      () => review(number, request, 'decline'),
      () => replace(number),
    ];
    for (const step of steps) t.strictSame(await found(step), [number]);
    await workOff();
    clock.now = present;
  },
);

const replace = (number: string, who = contractor) =>
  who.post(`/v1/guarantees/${number}/key-replacement`, { reason: '誤送信のため' });

t.test('a replaced key opens nothing any more, and the new one opens all revisions', async (t) => {
  const number = await guaranteed();
  await changed(number, { type: 'decrease', ...amendmentOf(19_000_000) });
  const old = await keyOf(number);
  t.match((await replace(number)).json(), { keyGeneration: 2, status: 'pending' });
  t.equal(said(await replace(number, underwriter)), '409 key_being_replaced');
  t.equal(said(await contractor.get(`/v1/guarantees/${number}/authentication-key`)), '409 key_being_replaced');
  t.match((await contractor.get(`/v1/guarantees/${number}`)).json(), { keyReplacement: { status: 'pending' } });
  await workOff();
  const key = await keyOf(number);
  t.not(key, old);
  t.match(await lookUp(number, old), { status: 410, seen: { code: 'authentication_key_replaced' } });
  const { seen } = await lookUp(number, key);
  t.match(seen, { status: 'in_force', revisions: 2, certificate: { amount: 19_000_000 } });
  t.ok(seen.verification.every(({ result }) => result !== 'failed'));

  await changed(number, { type: 'decrease', ...amendmentOf(18_000_000) });
  t.match(
    (await lookUp(number, key)).seen,
    { revisions: 3, certificate: { amount: 18_000_000 } },
    'later revisions follow',
  );
  t.ok(world.mails().some((mail) => mail.includes(`key-replaced.${number}.2@`)));
  t.notOk(world.mails().some((mail) => mail.includes(key)));
  t.equal(said(await replace(number, neighbour)), '404 guarantee_not_found');
  t.equal(said(await replace(await guaranteedOnPaper())), '409 not_electronic');
});

t.test('a key that could not be replaced at D-Sure stays as it is', async (t) => {
  const number = await guaranteed();
  const key = await keyOf(number);
  await world.sql`
    update revision_products set content = convert_to(repeat('0', ${64 * 1024 * 1024}), 'UTF8')
     where guarantee_number = ${number} and product = 'deposit'`;
  t.equal(said(await replace(number)), '409 too_much_to_seal_anew');
  t.equal(await keyOf(number), key);
});

async function guaranteedOnPaper(): Promise<string> {
  const paperDelivery = { method: 'branch_counter', address: null };
  const { guarantees } = await issued(
    application({ works, guarantees: [performance({ form: 'paper' })], paperDelivery }),
  );
  return guarantees[0]!.guaranteeNumber!;
}

t.test('a key replacement and a revision that meet on their way to D-Sure follow each other', async (t) => {
  for (const sealedFirst of ['revision', 'key'] as const) {
    const number = await guaranteed();
    const old = await keyOf(number);
    await dsure.stop();
    const change = () => agreed(number, { type: 'decrease', ...amendmentOf(19_000_000) });
    if (sealedFirst === 'revision') {
      await change();
      await workOff();
      await replace(number);
    } else {
      await replace(number);
      await workOff();
      t.ok((await pendingReplacement(world.world.db, number))?.sealed, 'sealed, and not sent');
      await change();
    }
    await workOff();
    await dsure.start();
    clock.now = new Date(present.getTime() + 600_000);
    await Promise.all([workOff(), workOff()]);
    t.match(await lookUp(number, old), { status: 410 });
    const { seen } = await lookUp(number, await keyOf(number));
    t.match(seen, { revisions: 2, certificate: { amount: 19_000_000 } }, `${sealedFirst} first`);
    clock.now = present;
  }
});

t.test('what D-Sure does not know of when the answer is lost is sent again, byte for byte', async (t) => {
  const number = await guaranteed();
  const { client } = world.world.dsure;
  const lost = async (): Promise<never> => Promise.reject(new Error('the connection broke'));
  world.world.dsure.client = {
    ...client,
    depositRevision: async (...call) => client.depositRevision(...call).then(lost),
    replaceKey: async (...call) => client.replaceKey(...call).then(lost),
  };
  await replace(number);
  await workOff();
  world.world.dsure.client = client;
  t.equal(said(await contractor.get(`/v1/guarantees/${number}/authentication-key`)), '409 key_being_replaced');
  clock.now = new Date(present.getTime() + 600_000);
  await workOff();
  t.match((await lookUp(number, await keyOf(number))).seen, { status: 'in_force', revisions: 1 });

  world.world.dsure.client = {
    ...client,
    depositRevision: async (...call) => client.depositRevision(...call).then(lost),
  };
  await agreed(number, { type: 'decrease', ...amendmentOf(19_000_000) });
  await workOff();
  world.world.dsure.client = client;
  clock.now = new Date(present.getTime() + 1_200_000);
  await workOff();
  t.match((await lookUp(number, await keyOf(number))).seen, { revisions: 2, certificate: { amount: 19_000_000 } });
  clock.now = present;
});

t.test('each rule refuses with its reason, and nothing is stored', async (t) => {
  const number = await guaranteed();
  const other = await guaranteed(performance());
  const untouched = ['revisions', 'outbox', 'held_proposals', 'key_replacements'];
  const before = await dump(world, 'guarantees', ...untouched);
  const contract = (change: object) => ({
    contractChange: { changedOn: today, contractPrice: null, periodTo: null, ...change },
  });
  const more = { type: 'increase', ...amendmentOf(20_000_001) };
  const refused: [string, object, string[], string?][] = [
    ['too much of the price', more, [], 'advance_payment_of_works'],
    ['an increase that is none', { ...more, newAmount: 20_000_000 }, ['/newAmount not_an_increase']],
    ['a decrease that is none', { ...more, type: 'decrease' }, ['/newAmount not_a_decrease']],
    ['without the amount', { ...more, newAmount: null }, ['/newAmount amount_missing']],
    ['an amount above the price', { ...more, newAmount: 50_000_001 }, ['/newAmount amount_above_contract_price']],
    ['without its day', { ...more, effectiveOn: null }, ['/effectiveOn effective_day_missing']],
    ['an increase of tomorrow', { ...more, effectiveOn: inDays(1) }, ['/effectiveOn effective_in_the_future']],
    [
      'a period that stays',
      { type: 'period', newPeriodTo: inDays(120), effectiveOn: today },
      ['/newPeriodTo period_unchanged'],
    ],
    [
      'a longer period without a longer 工期',
      { type: 'period', newPeriodTo: inDays(150), effectiveOn: today },
      ['/newPeriodTo period_differs_from_works'],
    ],
    [
      'a longer 工期 without a longer period',
      { ...more, ...contract({ periodTo: inDays(150) }) },
      ['/newPeriodTo period_differs_from_works'],
    ],
    [
      'a period of the past',
      { type: 'period', newPeriodTo: inDays(-1), effectiveOn: inDays(-2), ...contract({ periodTo: inDays(-1) }) },
      ['/newPeriodTo period_ends_in_the_past'],
    ],
    [
      'a contract of tomorrow',
      { ...more, newAmount: 20_000_001, ...contract({ changedOn: inDays(1), contractPrice: 60_000_000 }) },
      ['/contractChange/changedOn contract_changed_in_the_future'],
    ],
    [
      'a cancellation with an amount',
      { type: 'cancellation', effectiveOn: today, newAmount: 1 },
      ['/newAmount amount_not_of_this_change'],
    ],
    [
      'a cancellation after the end',
      { type: 'cancellation', effectiveOn: inDays(121) },
      ['/effectiveOn effective_after_period'],
    ],
    ['a period change without a day', { type: 'period', effectiveOn: today }, ['/newPeriodTo period_missing']],
    [
      'a decrease with a period',
      { type: 'decrease', ...amendmentOf(19_000_000), newPeriodTo: inDays(120) },
      ['/newPeriodTo period_not_of_this_change', '/newPeriodTo period_unchanged'],
    ],
    [
      'a cancellation of the works contract as well',
      { type: 'cancellation', effectiveOn: today, ...contract({ contractPrice: 1 }) },
      ['/contractChange contract_change_not_of_this_change', '/newAmount amount_above_contract_price'],
    ],
    [
      '今年度対象額 of a guarantee that has none',
      { type: 'decrease', ...amendmentOf(19_000_000), ...contract({ fiscalYearBase: 30_000_000 }) },
      ['/contractChange/fiscalYearBase year_base_not_of_this_guarantee'],
    ],
    [
      'a cancellation before the issue',
      { type: 'cancellation', effectiveOn: inDays(-21) },
      ['/effectiveOn effective_before_issue'],
    ],
    [
      'a cancellation with corrections',
      { type: 'cancellation', effectiveOn: today, corrections: [{ item: '/remarks', value: 'x' }] },
      ['/corrections corrections_not_of_this_change'],
    ],
  ];
  for (const [title, change, fields, warned] of refused) {
    const answer = await ask(number, change);
    if (warned) {
      t.match(answer.json(), { warnings: [{ code: warned, severity: 'warning' }] }, title);
      const { id } = answer.json() as Change;
      t.equal(said(await contractor.post(`${of(number)}/${id}/withdrawal`)), '200');
      continue;
    }
    t.equal(said(answer), '422 change_refused', title);
    t.strictSame(named(answer), fields, title);
  }
  t.strictSame(named(await ask(number, { type: 'void', effectiveOn: today }, underwriter)), [
    '/effectiveOn effective_day_not_chosen',
  ]);
  const correct = (corrections: object[], of = number) => ask(of, { type: 'correction', corrections }, underwriter);
  t.strictSame(named(await correct([])), ['/corrections corrections_missing']);
  t.strictSame(named(await correct([{ item: '/depositary', value: '○○銀行' }], other)), [
    '/corrections/0/item correction_not_of_this_kind',
  ]);
  t.strictSame(named(await correct([{ item: '/works/name', value: null }])), [
    '/corrections/0/value certificate_malformed',
  ]);
  t.equal(said(await correct([{ item: '/works/number', value: '08-0123' }])), '422 revision_changes_nothing');
  t.strictSame(named(await correct([{ item: '/works/contractDate', value: '13月' }])), [
    '/corrections/0/value not_a_day',
  ]);
  t.equal(said(await ask(number, more, neighbour)), '404 guarantee_not_found');
  const after = await dump(world, 'guarantees', ...untouched);
  // What only warns was asked for, and touched its guarantee; nothing else of it is new.
  const timeless = (rows: string | undefined) => rows?.replaceAll(/"updated_at": "[^"]*"/g, '');
  t.equal(timeless(after.guarantees), timeless(before.guarantees), 'guarantees');
  for (const table of untouched) t.equal(after[table], before[table], table);
});

t.test('an expired guarantee is not extended any more, but can still be found to be wrong', async (t) => {
  const number = await guaranteed();
  clock.now = new Date(present.getTime() + 130 * 86_400_000);
  t.match((await contractor.get(`/v1/guarantees/${number}`)).json(), { status: 'expired' });
  const late = await ask(number, { type: 'decrease', newAmount: 1, effectiveOn: inDays(100) });
  t.ok(named(late).includes('/type guarantee_expired'));
  const corrections = [{ item: '/remarks', value: '訂正' }];
  t.equal(said(await ask(number, { type: 'correction', corrections }, underwriter)), '201');
  clock.now = present;
});

t.test('of changes that are asked for at once, one is taken', async (t) => {
  const number = await guaranteed();
  const change = { type: 'decrease', ...amendmentOf(19_000_000) };
  const answers = await Promise.all(Array.from({ length: 5 }, () => ask(number, change)));
  t.strictSame(answers.map(said).sort(), ['201', ...Array(4).fill('409 change_request_open')]);
  const taken = answers.find(({ statusCode }) => statusCode === 201)!;
  const request = { ...(taken.json() as Change), etag: taken.headers.etag as string };
  const reviews = await Promise.all([review(number, request), review(number, request, 'decline', second)]);
  t.strictSame(reviews.map(said).sort(), ['200', '412 changed_meanwhile']);
  await workOff();
  const replaced = await Promise.all([replace(number), replace(number, underwriter)]);
  t.strictSame(replaced.map(said).sort(), ['202', '409 key_being_replaced']);
  await workOff();
});

t.test('a change is returned, mended and sent again, or declined, or withdrawn', async (t) => {
  const number = await guaranteed();
  const change = { type: 'decrease', ...amendmentOf(19_000_000) };
  const request = await asked(number, change);
  const returned = await review(number, request, 'return');
  t.match(returned.json(), { status: 'returned' });
  t.equal(said(await ask(number, change)), '409 change_request_open', 'a returned one is still open');
  const again = await contractor.post(`${of(number)}/${request.id}/submission`, {
    ...nothing,
    ...change,
    newAmount: 18_000_000,
  });
  t.match(again.json(), { status: 'submitted', newAmount: 18_000_000 });
  t.equal(said(await review(number, request)), '412 changed_meanwhile');
  const etag = again.headers.etag as string;
  for (const decision of ['return', 'decline']) {
    const silent = await underwriter.post(
      `${of(number)}/${request.id}/review`,
      { decision, message: null },
      { 'if-match': etag },
    );
    t.same(fieldsOf(silent), ['/message required'], `${decision}: the contractor is told why`);
  }
  t.match((await review(number, { ...request, etag }, 'decline')).json(), { status: 'declined', revision: null });
  const next = await asked(number, change);
  t.match((await contractor.post(`${of(number)}/${next.id}/withdrawal`)).json(), { status: 'withdrawn' });
  t.equal(said(await contractor.post(`${of(number)}/${next.id}/withdrawal`)), '409 transition_not_allowed');
  const listed = (await contractor.get(of(number))).json() as { changeRequests: Change[] };
  t.strictSame(listed.changeRequests.map(({ status }) => status).sort(), ['declined', 'withdrawn']);
  t.equal(said(await neighbour.get(`${of(number)}/${next.id}`)), '404 guarantee_not_found');
  await workOff();
  t.ok(
    world.mails().some((mail) => mail.includes(`change-notice.${request.id}.`)),
    'the contractor is told',
  );
});

/** The mails about one change, as their reader sees them. */
const lettersAbout = ({ id }: { id: string }) =>
  world
    .mails()
    .map(readMail)
    .filter(({ messageId }) => messageId.startsWith(`change-notice.${id}.`));

t.test('a mail says what was so when it was asked for, and nothing that is over', async (t) => {
  const number = await guaranteedForCash();
  const increase = { type: 'increase', ...amendmentOf(6_000_000) };
  const request = await asked(number, increase);
  const message = '金額の根拠をお知らせください。';
  await underwriter.post(
    `${of(number)}/${request.id}/review`,
    { decision: 'return', message },
    { 'if-match': request.etag },
  );
  const again = await contractor.post(`${of(number)}/${request.id}/submission`, { ...nothing, ...increase });
  await review(number, { ...request, etag: again.headers.etag as string });
  const receipt = { amount: 4_000, receivedOn: today, method: 'cash', reference: '窓口' };
  await underwriter.post(`${of(number)}/${request.id}/fee-receipt`, receipt);
  await workOff();
  const letters = lettersAbout(request);
  t.ok(
    letters.some(({ text }) => text.includes(message)),
    'sent again since, it still says what was to be mended',
  );
  t.strictSame(letters.map(({ subject }) => /追加保証料のご案内/.test(subject)).includes(true), false, 'it is paid');

  const { id } = await agreed(number, { type: 'cancellation', effectiveOn: inDays(5) });
  await workOff();
  const [cancelled] = lettersAbout({ id });
  t.match(cancelled!.text, new RegExp(`解約の日は${formatWareki(inDays(5))}です`));
});

t.test('of 訂正 and 無効 a contractor hears when they are done, in words of their own', async (t) => {
  const number = await guaranteed();
  const wrong = { type: 'void', reason: '発行の誤りのため' };
  const declined = await asked(number, wrong, underwriter);
  await review(number, declined, 'decline');
  const request = await asked(number, wrong, underwriter);
  await review(number, request, 'approve', second);
  await workOff();
  t.strictSame(lettersAbout(declined), []);
  t.match(lettersAbout(request), [{ text: /無効\(発行取消\)にしました/ }]);
  const { timeline } = (await contractor.get(`/v1/guarantees/${number}/events`)).json() as {
    timeline: { event: { type: string } }[];
  };
  const types = timeline.map(({ event }) => event.type);
  t.notOk(types.includes('change_request.declined'));
  t.ok(types.includes('guarantee.voided'));
});

/** As long as `work` runs, D-Sure refuses for good. */
async function refused(work: () => Promise<unknown>): Promise<void> {
  const { client } = world.world.dsure;
  const problem = {
    type: 'about:blank',
    code: 'signing_key_retired',
    title: '',
    detail: '',
    status: 403,
    requestId: '',
  };
  const no = async () => ({ ok: false as const, status: 403, problem, headers: new Headers() });
  world.world.dsure.client = { ...client, depositRevision: no, replaceKey: no };
  await work();
  world.world.dsure.client = client;
}

const decide = (url: string, decision: string, who = underwriter) => who.post(url, { decision, reason: '確認済み' });

t.test('what D-Sure refuses is held, and two people send it again or take it back', async (t) => {
  const number = await guaranteed();
  const held = async (amount: number) => {
    let id = '';
    await refused(async () => {
      ({ id } = await agreed(number, { type: 'decrease', ...amendmentOf(amount) }));
      await workOff();
    });
    t.match((await contractor.get(`${of(number)}/${id}`)).json(), { status: 'held', message: /signing_key_retired/ });
    return `${of(number)}/${id}/held-decision`;
  };
  const first = await held(19_000_000);
  const numbers = await createIssuerMetrics(world.world.db).registry.metrics();
  t.match(numbers, /issuer_unfinished_issues\{state="held"\} 1\n/, 'and somebody who watches is told');
  t.match((await decide(first, 'void')).json(), { confirmedBy: null });
  t.equal(said(await decide(first, 'void')), '409 second_person_needed');
  const sheet = (await second.get(first.replace('held-decision', 'review-sheet'))).json();
  const proposal = { decision: 'void', by: 'underwriter', mine: false };
  t.match(sheet, { commands: ['resume', 'void'], held: { reason: /signing_key_retired/, proposal } });
  t.match((await decide(first, 'void', second)).json(), { confirmedBy: 'client:second-underwriter' });
  t.equal(said(await decide(first, 'void', second)), '409 transition_not_allowed');
  const { applicationId } = (await underwriter.get(`/v1/guarantees/${number}`)).json() as { applicationId: string };
  const { history } = (await underwriter.get(`/v1/applications/${applicationId}/history`)).json() as {
    history: { act: string }[];
  };
  t.match(
    history.map(({ act }) => act).filter((act) => act.endsWith('_held')),
    ['propose_held', 'confirm_held'],
  );

  const again = await held(18_000_000);
  await decide(again, 'void');
  await decide(again, 'resume', second);
  t.match((await decide(again, 'resume')).json(), { confirmedBy: 'client:underwriter' });
  await workOff();
  const { seen } = await lookUp(number, await keyOf(number));
  t.match(seen, { revisions: 2, certificate: { amount: 18_000_000 } }, 'the revision that was taken back left no gap');

  await refused(async () => {
    await replace(number);
    await workOff();
  });
  t.match((await contractor.get(`/v1/guarantees/${number}`)).json(), { keyReplacement: { status: 'refused' } });
  t.match((await lookUp(number, await keyOf(number))).seen, { status: 'in_force' }, 'the old key goes on');
  t.match((await replace(number)).json(), { keyGeneration: 2, status: 'pending' });
  await workOff();
  t.match((await lookUp(number, await keyOf(number))).seen, { revisions: 2 });
});

t.test('an issue that D-Sure refuses keeps its number, void, when two people take it back', async (t) => {
  let id = '';
  await refused(async () => {
    ({ id } = await approved(application({ works, guarantees: [advance()] })));
    await workOff();
  });
  const [guarantee] = (await read(id)).guarantees;
  t.match(guarantee, { status: 'held', message: /signing_key_retired/ });
  const url = `/v1/applications/${id}/guarantees/advance_payment/held-decision`;
  t.equal(said(await decide(url, 'void', contractor)), '403 forbidden');
  await decide(url, 'void');
  await decide(url, 'void', second);
  t.match((await read(id)).guarantees, [{ status: 'voided', guaranteeNumber: guarantee!.guaranteeNumber }]);
  const [row] = await world.sql`select status from guarantees where guarantee_number = ${guarantee!.guaranteeNumber}`;
  t.equal(row!.status, 'void');
});

t.test(
  'thirty and seven days before the end its contractor is reminded, once each, by however many instances',
  async (t) => {
    const number = await guaranteed();
    const reminders = () => world.mails().filter((mail) => mail.includes(`period-reminder.${number}.`)).length;
    const on = async (day: number) => {
      clock.now = new Date(`${inDays(day)}T12:00:00+09:00`);
      await Promise.all([askForReminders(world.world.db, clock.now), askForReminders(world.world.db, clock.now)]);
      const instances = [1, 2].map(async () => {
        while (await doNextTask(world.work));
      });
      await Promise.all(instances);
      return reminders();
    };
    t.equal(await on(89), 0);
    t.equal(await on(90), 1);
    t.equal(await on(95), 1);
    t.equal(await on(114), 2, 'a day that was missed is made up for');
    t.equal(await on(120), 2);
    t.ok(world.mails().some((mail) => mail.includes(`period-reminder.${number}.${inDays(120)}.7@`)));
    clock.now = present;
  },
);

t.test('a certificate on paper is changed like any other, and nothing of it goes to D-Sure', async (t) => {
  clock.now = longAgo;
  const number = await guaranteedOnPaper();
  clock.now = present;
  await changed(number, { type: 'decrease', ...amendmentOf(4_900_000) });
  t.match((await contractor.get(`/v1/guarantees/${number}`)).json(), {
    revision: 1,
    amount: 4_900_000,
    depositedAt: null,
  });
  t.equal((await contractor.get(`/v1/guarantees/${number}/certificate.pdf`)).statusCode, 200);
  const [told] = world
    .mails()
    .map(readMail)
    .filter(({ text }) => text.includes(number) && text.includes('変更'));
  t.match(told!.text, /変更後の証書\(紙\)/);
  t.notMatch(told!.text, /認証キー/);
});

t.test('each rule of a change was broken above, and named by its answer', async (t) => {
  const ofMultiYearWorks = ['year_base_above_contract_price', 'amount_above_year_base'];
  t.strictSame(
    changeFindingCodes.filter((code) => !ofMultiYearWorks.includes(code) && !broken.has(code)),
    [],
  );
});

t.test('every certificate of every revision holds for the programs of others', { skip: lacksPdfTools }, async (t) => {
  const seen = await checkIssuedPapers(t, world);
  for (const type of ['original', 'amendment', 'correction', 'cancellation', 'void']) t.ok(seen.has(type), type);
});

t.test('every act is in the audit trail, with who did it', async (t) => {
  const acts = await world.sql`select distinct act from audit_trail order by 1`;
  const names = acts.map(({ act }) => act);
  for (const act of [
    'request_change',
    'review_change',
    'issue_change',
    'replace_key',
    'hold_change',
    'take_back_revision',
  ]) {
    t.ok(names.includes(act), act);
  }
});
