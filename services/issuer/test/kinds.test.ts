import { createDsureClient } from '@e-surety/client/dsure';
import t from 'tap';
import { readPaper, withoutSpace } from '../../../packages/papers/test/reading.js';
import { smallPdf } from '../../../scripts/demo/papers.js';
import { publishedKeys } from '../src/recheck/published-keys.js';
import { type RecheckFault, recheckIssued } from '../src/recheck/recheck-issued.js';
import { lookForEndingPeriods } from '../src/reminders/look-for-ending-periods.js';
import { startDsure } from './dsure.js';
import { checkIssuedPapers, lacksPdfTools } from './issued-papers.js';
import { advance, application, guaranteeOf, journeys, performance, type Seen } from './journey.js';
import { readMail } from './mail-text.js';
import { named, said, startWorld } from './world.js';

// Every kind of guarantee over the life of its works, each to what the holder of the key sees in D-Sure.

const dsure = await startDsure(t);
const world = await startWorld(t, { dsureUrl: dsure.url, signingKeys: dsure.signingKeys });
const { contractor, neighbour, sql, clock } = world;
const { issued, drafted, submitted, approved, approve, read } = journeys(world);
const orderer = createDsureClient({ baseUrl: dsure.url });

const december = new Date('2026-12-14T01:00:00Z');

/** 由良町 takes all kinds electronically. */
const yura = { orderer: '303836' };
const notSigned = { contractDate: null, dates: { ...application().works.dates, plannedContract: '2026-11-10' } };
const interim = (priorAdvance: object, changes: object = {}) => ({
  ...advance({ amount: 10_000_000 }),
  kind: 'interim_advance_payment',
  recognition: { date: '令和8年11月22日', number: '由建認第３号' },
  priorAdvance,
  ...changes,
});
const conclusion = {
  contractDate: 'R8.11.20',
  contractNumber: '由契第12号',
  contractPrice: '50,000,000円',
  period: { from: '2026-11-11', to: '2027-03-19' },
};
const conclude = (worksId: string, changes: object = {}, who = contractor) =>
  who.post(`/v1/works/${worksId}/contract-conclusion`, { ...conclusion, ...changes });
const { works: _, ...particulars } = application(yura);
const onWorks = (worksId: string, ...guarantees: object[]) => ({ ...particulars, worksId, guarantees });
const submission = ({ id }: { id: string }) => contractor.post(`/v1/applications/${id}/submission`);

async function seenInDsure(seen: Seen, kind: string) {
  const { guaranteeNumber } = guaranteeOf(seen, kind);
  const path = `/v1/guarantees/${guaranteeNumber}`;
  const { authenticationKey } = (await contractor.get(`${path}/authentication-key`)).json() as {
    authenticationKey: string;
  };
  const found = await orderer.lookUpCertificate({ body: { authenticationKey, guaranteeNumber: guaranteeNumber! } });
  if (!found.ok) throw new Error(found.problem.detail);
  const paper = await readPaper(new Uint8Array((await contractor.get(`${path}/certificate.pdf`)).rawPayload));
  return { ...found.data, guaranteeNumber: guaranteeNumber!, paper: paper.text };
}

t.test('performance before the contract is signed, its conclusion, the advance, and the interim one', async (t) => {
  const first = await issued(application({ ...yura, works: notSigned, guarantees: [performance()] }));
  const { worksId } = first;
  const before = await seenInDsure(first, 'performance');
  t.match(before, {
    status: 'in_force',
    certificate: { kind: 'performance', works: { contractDate: null, contractNumber: null }, period: { from: null } },
  });
  t.match(before.paper, /請負契約締結日/);

  await t.test('an advance waits for the contract', async (t) => {
    const early = await drafted(onWorks(worksId, advance()));
    t.strictSame(named(await submission(early)), ['/works/contractDate contract_date_missing']);
    await contractor.post(`/v1/applications/${early.id}/withdrawal`);
  });

  await t.test('only date and number are filled in: another price or period is a change', async (t) => {
    const other = await conclude(worksId, { contractPrice: 50_000_001 });
    t.equal(said(other), '409 contract_differs');
    t.match((other.json() as { detail: string }).detail, '請負金額50,000,001円が、申込の50,000,000円と違います。');
    const longer = await conclude(worksId, { period: { from: '2026-11-11', to: '2027-03-20' }, contractPrice: 1 });
    t.strictSame(named(longer), ['/contractPrice contract_differs', '/period contract_differs']);
    t.strictSame(named(await conclude(worksId, { contractDate: '2026-11-24' })), ['/contractDate in_the_future']);
    t.equal(said(await conclude(worksId, {}, neighbour)), '404 works_not_found');
    t.match((await contractor.get(`/v1/works/${worksId}`)).json(), { contractDate: null });
  });

  const concluded = await conclude(worksId);
  t.match(concluded.json(), { contractDate: '2026-11-20', contractNumber: '由契第12号', contractPrice: 50_000_000 });
  t.equal((await conclude(worksId)).body, concluded.body, 'said again, it changes nothing');
  t.equal(said(await conclude(worksId, { contractDate: '2026-11-19' })), '409 contract_already_concluded');
  t.equal((await sql`select 1 from audit_trail where act = 'conclude_contract' and subject = ${worksId}`).length, 1);
  const after = await seenInDsure(first, 'performance');
  t.strictSame(after.certificate, before.certificate, 'what was signed stays as it was signed');

  clock.now = december;
  const second = await issued(onWorks(worksId, advance()));
  const seenAdvance = await seenInDsure(second, 'advance_payment');
  t.match(seenAdvance, {
    status: 'in_force',
    certificate: {
      issuedOn: '2026-12-14',
      works: { contractDate: '2026-11-20', contractNumber: '由契第12号' },
      period: { from: '2026-11-20', to: '2027-03-19' },
      ratio: { percent: '40.0' },
    },
  });

  const guaranteeNumber = guaranteeOf(second, 'advance_payment').guaranteeNumber!;
  const third = await issued(onWorks(worksId, interim({ guaranteeNumber: guaranteeNumber.replaceAll('-', '－') })));
  t.match(guaranteeOf(third, 'interim_advance_payment').fee, { amount: 6_500, sample: false }, '0.065 %');
  t.match(third, {
    guarantees: [{ interim: { recognition: { date: '2026-11-22' }, priorAdvance: { guaranteeNumber } } }],
  });
  const seenInterim = await seenInDsure(third, 'interim_advance_payment');
  t.match(seenInterim, {
    status: 'in_force',
    certificate: {
      kind: 'interim_advance_payment',
      recognition: { date: '2026-11-22', number: '由建認第３号' },
      priorAdvance: { guaranteeNumber },
      ratio: { percent: '20.0', of: 'contractPrice' },
    },
  });
  for (const words of ['中間前払金保証', '令和8年11月22日', '由建認第３号', guaranteeNumber])
    t.ok(seenInterim.paper.includes(words), words);

  await t.test('a further advance is judged together with all that is in force', async (t) => {
    const more = await drafted(onWorks(worksId, advance({ amount: 1 })));
    t.match(more.warnings, [{ code: 'advance_payment_of_works', severity: 'warning' }]);
    t.match(
      (more.warnings[0] as unknown as { detail: string }).detail,
      '同じ工事のほかの前払金保証と合わせた20,000,001円',
    );
    const again = await drafted(onWorks(worksId, interim({ guaranteeNumber }, { amount: 1 })));
    t.strictSame(warnedOf(again), ['interim_advance_payment', 'advance_payments_together']);
    const quoted = await contractor.post('/v1/quotes', {
      ...{ ...yura, worksId },
      guarantees: [{ kind: 'interim_advance_payment', amount: 1, base: null }],
    });
    t.match(quoted.json(), {
      warnings: [{ code: 'interim_advance_payment' }, { code: 'advance_payments_together' }],
    });
  });

  await t.test('an increase is judged together with them too', async (t) => {
    const path = `/v1/guarantees/${seenInterim.guaranteeNumber}/change-requests`;
    const change = {
      contractChange: null,
      newPeriodTo: null,
      corrections: [],
      effectiveOn: '2026-12-14',
      reason: '増額',
    };
    const answer = await contractor.post(path, { ...change, type: 'increase', newAmount: 10_000_001 });
    t.equal(said(answer), '201', answer.body);
    t.match(
      (answer.json() as { warnings: { code: string }[] }).warnings.map(({ code }) => code),
      ['interim_advance_payment', 'advance_payments_together'],
    );
  });

  await t.test('a cancelled advance bears no interim one', async (t) => {
    await sql`update guarantees set status = 'cancelled', status_from = '2026-12-01' where guarantee_number = ${guaranteeNumber}`;
    const late = await drafted(onWorks(worksId, interim({ guaranteeNumber }, { amount: 1 })));
    t.strictSame(named(await submission(late)), [
      '/guarantees/0/priorAdvance/guaranteeNumber prior_advance_not_in_force',
    ]);
    await sql`update guarantees set status = 'in_force', status_from = '2026-12-14' where guarantee_number = ${guaranteeNumber}`;
  });

  await t.test('then the advance is increased, extended and cancelled, and the key shows each step', async (t) => {
    const dearer = { changedOn: '2026-12-14', contractPrice: '60,000,000円', periodTo: null };
    await changed(guaranteeNumber, { type: 'increase', newAmount: 24_000_000, contractChange: dearer });
    t.match(await seenInDsure(second, 'advance_payment'), {
      ...{ status: 'in_force', revision: 1 },
      certificate: { amount: 24_000_000, ratio: { percent: '40.0' }, amendments: 1 },
    });
    const longer = { changedOn: '2026-12-14', contractPrice: null, periodTo: '令和9年3月26日' };
    await changed(guaranteeNumber, { type: 'period', newPeriodTo: '2027-03-26', contractChange: longer });
    t.match(await seenInDsure(second, 'advance_payment'), {
      certificate: { works: { period: { to: '2027-03-26' } }, period: { to: '2027-03-26' }, amendments: 2 },
    });
    await changed(guaranteeNumber, { type: 'cancellation', effectiveOn: '2027-01-31' });
    const last = await seenInDsure(second, 'advance_payment');
    t.match(last, {
      ...{ revision: 3, revisions: 4 },
      certificate: { status: 'cancelled', statusFrom: '2027-01-31', amendments: 2 },
      history: ['original', 'amendment', 'amendment', 'cancellation'].map((type) => ({ type })),
    });
    t.ok(last.verification.every(({ result }) => result !== 'failed'));
    t.match(await seenInDsure(first, 'performance'), { revision: 0, certificate: { amount: 5_000_000 } });
    t.match((await contractor.get(`/v1/works/${worksId}`)).json(), {
      ...{ contractPrice: 60_000_000, period: { to: '2027-03-26' } },
    });
  });
});

/** A change on the way from its asking, with the paper that it needs, to D-Sure. */
async function changed(guaranteeNumber: string, change: object): Promise<void> {
  const reviewed = await approveChange(await askedChange(guaranteeNumber, change));
  if (reviewed.statusCode !== 200) throw new Error(reviewed.body);
  await world.workOff();
}

async function askedChange(guaranteeNumber: string, change: object): Promise<string> {
  const path = `/v1/guarantees/${guaranteeNumber}/change-requests`;
  const nothing = { contractChange: null, newAmount: null, newPeriodTo: null, reason: '設計変更のため' };
  const asked = await contractor.post(path, { ...nothing, effectiveOn: '2026-12-14', ...change });
  if (asked.statusCode !== 201) throw new Error(asked.body);
  const { id } = asked.json() as { id: string };
  await contractor.upload(`${path}/${id}/attachments`, [
    { field: 'type', content: 'amended_contract' },
    { field: 'file', content: smallPdf('amended'), fileName: '変更契約書.pdf' },
  ]);
  return `${path}/${id}`;
}

async function approveChange(path: string) {
  const { etag } = (await world.underwriter.get(path)).headers;
  return world.underwriter.post(`${path}/review`, { decision: 'approve', message: null }, { 'if-match': String(etag) });
}

t.test('an interim advance on a guarantee of another company counts together with it', async (t) => {
  const external = { issuerName: '別の保証会社', number: '第７号', amount: '20,000,001円' };
  const input = application({ ...yura, guarantees: [interim({ external })] });
  const seen = await issued(input);
  t.strictSame(warnedOf(await drafted(input)), ['advance_payments_together']);
  t.match(await seenInDsure(seen, 'interim_advance_payment'), {
    certificate: { priorAdvance: { external: { issuerName: '別の保証会社', number: '第７号', amount: 20_000_001 } } },
  });
});

t.test('an interim advance is refused with the rule that it breaks', async (t) => {
  const ofOtherWorks = guaranteeOf(await issued(application({ ...yura, guarantees: [advance()] })), 'advance_payment');
  const performanceOfMine = guaranteeOf(
    await issued(application({ ...yura, guarantees: [performance()] })),
    'performance',
  );
  const external = { issuerName: '別の保証会社', number: '7', amount: 1 };
  const recognised = (date: string) => interim({ external }, { recognition: { date, number: '1' } });
  const cases: [object, string][] = [
    [
      interim({ guaranteeNumber: ofOtherWorks.guaranteeNumber }),
      '/guarantees/0/priorAdvance/guaranteeNumber prior_advance_unknown',
    ],
    [
      interim({ guaranteeNumber: performanceOfMine.guaranteeNumber }),
      '/guarantees/0/priorAdvance/guaranteeNumber prior_advance_unknown',
    ],
    [recognised('2027-01-01'), '/guarantees/0/recognition/date recognition_in_the_future'],
    [recognised('2026-11-09'), '/guarantees/0/recognition/date recognition_before_contract'],
  ];
  for (const [guarantee, field] of cases) {
    t.strictSame(named(await submission(await drafted(application({ ...yura, guarantees: [guarantee] })))), [field]);
  }
  const typed = application({ ...yura, guarantees: [interim({ guaranteeNumber: '12-08-0000001-0' })] });
  t.strictSame(named(await contractor.post('/v1/applications', typed)), [
    '/guarantees/0/priorAdvance/guaranteeNumber not_a_guarantee_number',
  ]);
});

const years = (...plan: [year: number, output: number | string, limit: number | string][]) =>
  plan.map(([year, plannedOutput, paymentLimit]) => ({ year, plannedOutput, paymentLimit }));
const multiYear = {
  contractPrice: 100_000_000,
  period: { from: '2026-11-11', to: '2028-03-20' },
  fiscalYears: years([2026, '３０，０００，０００円', 27_000_000], [2027, 70_000_000, 73_000_000]),
};
const yearBase = (year: number, amount: number, basis = 'planned_output') => ({ year, basis, amount });

t.test('an advance of multi-year works is for one year, to its 3/31 in all but the last', async (t) => {
  const ofFirst = advance({ amount: 12_000_000, fiscalYearBase: yearBase(2026, 30_000_000) });
  const first = await issued(application({ ...yura, works: multiYear, guarantees: [ofFirst] }));
  const seen = await seenInDsure(first, 'advance_payment');
  t.match(seen.certificate, {
    period: { from: '2026-11-10', to: '2027-03-31' },
    fiscalYearBase: { year: 2026, basis: 'planned_output', amount: 30_000_000 },
    ratio: { percent: '40.0', of: 'fiscalYearBase' },
  });
  t.match(seen.paper, /令和8年度\s*出来高予定額/);
  const ofLast = advance({ amount: 28_000_000, fiscalYearBase: yearBase(2027, 73_000_000, 'payment_limit') });
  const second = await issued(onWorks(first.worksId, ofLast));
  t.match((await seenInDsure(second, 'advance_payment')).certificate, { period: { to: '2028-03-20' } });

  const more = await drafted(
    onWorks(first.worksId, advance({ amount: 1, fiscalYearBase: yearBase(2026, 30_000_000) })),
  );
  t.strictSame(warnedOf(more), ['advance_payment_of_works'], 'together with those of its year');

  await t.test('a changed contract gives the year another 今年度対象額, and the advance follows', async (t) => {
    const { guaranteeNumber } = guaranteeOf(first, 'advance_payment');
    const path = `/v1/guarantees/${guaranteeNumber}/change-requests`;
    const ask = (fiscalYearBase: number | string, newAmount = 16_000_000) =>
      contractor.post(path, {
        ...{ type: 'increase', newAmount, newPeriodTo: null, effectiveOn: '2026-12-14', reason: '年度割の変更' },
        contractChange: { changedOn: '2026-12-14', contractPrice: 110_000_000, periodTo: null, fiscalYearBase },
      });
    t.strictSame(named(await ask(110_000_001)), ['/contractChange/fiscalYearBase year_base_above_contract_price']);
    t.strictSame(named(await ask(15_999_999)), ['/newAmount amount_above_year_base']);
    const contractChange = { changedOn: '2026-12-14', contractPrice: 110_000_000, periodTo: null };
    await changed(guaranteeNumber!, {
      ...{ type: 'increase', newAmount: 16_000_000 },
      contractChange: { ...contractChange, fiscalYearBase: '40,000,000円' },
    });
    const { certificate, paper } = await seenInDsure(first, 'advance_payment');
    t.match(certificate, {
      fiscalYearBase: { year: 2026, basis: 'planned_output', amount: 40_000_000 },
      ...{ amount: 16_000_000, ratio: { percent: '40.0', of: 'fiscalYearBase' }, period: { to: '2027-03-31' } },
    });
    t.ok(paper.includes('40,000,000円'));
    t.match((await contractor.get(`/v1/works/${first.worksId}`)).json(), {
      fiscalYears: [{ year: 2026, plannedOutput: 40_000_000, paymentLimit: 27_000_000 }, { plannedOutput: 70_000_000 }],
    });
  });
});

t.test('a changed contract brings the plan of all its years along, by whichever guarantee it is told', async (t) => {
  clock.now = december;
  const first = await issued(
    application({ ...yura, works: multiYear, guarantees: [performance({ amount: 10_000_000 })] }),
  );
  const { guaranteeNumber } = guaranteeOf(first, 'performance');
  const dearer = (...plan: Parameters<typeof years>) => ({
    ...{ type: 'increase', newAmount: 11_000_000, newPeriodTo: null, effectiveOn: '2026-12-14', reason: '設計変更' },
    contractChange: {
      ...{ changedOn: '2026-12-14', contractPrice: 110_000_000, periodTo: null },
      fiscalYears: years(...plan),
    },
  });
  const ask = (change: object) => contractor.post(`/v1/guarantees/${guaranteeNumber}/change-requests`, change);
  t.strictSame(named(await ask(dearer([2026, 30_000_000, 0], [2027, 80_000_001, 0]))), [
    '/contractChange/fiscalYears planned_outputs_above_price',
  ]);
  t.strictSame(named(await ask(dearer([2026, 0, 0], [2028, 0, 0]))), [
    '/contractChange/fiscalYears/1/year fiscal_year_outside_works',
    '/contractChange/fiscalYears/1/year fiscal_years_not_in_order',
  ]);
  await changed(guaranteeNumber!, dearer([2026, 30_000_000, 27_000_000], [2027, '８０，０００，０００円', 83_000_000]));
  const ofLast = advance({ amount: 32_000_000, fiscalYearBase: yearBase(2027, 80_000_000) });
  t.equal(said(await submission(await drafted(onWorks(first.worksId, ofLast)))), '200');
});

t.test('the years of a plan and 今年度対象額 have to agree', async (t) => {
  const plan = (...given: Parameters<typeof years>) =>
    application({ works: { ...multiYear, fiscalYears: years(...given) } });
  const wrong: [object, string[]][] = [
    [plan([2025, 1, 1], [2026, 1, 1]), ['/works/fiscalYears/0/year fiscal_year_outside_works']],
    [plan([2026, 1, 1], [2026, 1, 1]), ['/works/fiscalYears/1/year fiscal_years_not_in_order']],
    [plan([2026, 60_000_000, 0], [2027, 40_000_001, 0]), ['/works/fiscalYears planned_outputs_above_price']],
    [plan([2026, 0, '一億'], [2027, 0, 0]), ['/works/fiscalYears/0/paymentLimit not_an_amount']],
  ];
  for (const [input, fields] of wrong) t.strictSame(named(await contractor.post('/v1/applications', input)), fields);
  const late = {
    ...{ ...multiYear, period: { from: '2026-11-11', to: '2029-03-20' } },
    fiscalYears: years([2027, 30_000_000, 30_000_000], [2028, 70_000_000, 70_000_000]),
  };
  const unplanned = advance({ amount: 12_000_000, fiscalYearBase: yearBase(2026, 30_000_000) });
  const draft = await drafted(application({ ...yura, works: late, guarantees: [unplanned] }));
  t.strictSame(named(await submission(draft)), ['/guarantees/0/fiscalYearBase/year fiscal_year_not_planned']);
  const asked: [object | null, string][] = [
    [null, '/guarantees/0/fiscalYearBase fiscal_year_base_missing'],
    [yearBase(2026, 30_000_001), '/guarantees/0/fiscalYearBase/amount fiscal_year_base_differs'],
    [yearBase(2026, 30_000_000, 'payment_limit'), '/guarantees/0/fiscalYearBase/amount fiscal_year_base_differs'],
  ];
  for (const [fiscalYearBase, field] of asked) {
    const guarantees = [advance({ amount: 12_000_000, fiscalYearBase })];
    t.strictSame(named(await submission(await drafted(application({ ...yura, works: multiYear, guarantees })))), [
      field,
    ]);
  }
});

t.test('works that are over, a contract of a day to come and a base above the price are refused', async (t) => {
  const over = { period: { from: '2026-11-11', to: '2026-12-13' } };
  const yearBaseOf = (amount: number) => advance({ amount: 1_000_001, fiscalYearBase: yearBase(2026, amount) });
  const cases: [object, string][] = [
    [{ works: over, guarantees: [performance()] }, '/works/period/to period_ended'],
    [
      { works: { contractDate: '2026-12-15' }, guarantees: [advance()] },
      '/works/contractDate contract_date_in_the_future',
    ],
    [{ guarantees: [yearBaseOf(50_000_001)] }, '/guarantees/0/fiscalYearBase/amount base_above_contract_price'],
    [{ guarantees: [yearBaseOf(1_000_000)] }, '/guarantees/0/amount amount_above_fiscal_year_base'],
  ];
  for (const [input, field] of cases)
    t.strictSame(named(await submission(await drafted(application({ ...yura, ...input })))), [field]);
});

t.test('after a low bid the limits are other ones, and they reach D-Sure as warnings only', async (t) => {
  const works = { lowBid: true };
  const asked = application({ ...yura, works, guarantees: [advance({ amount: 10_000_001 }), performance()] });
  t.strictSame(warnedOf(await drafted(asked)), ['advance_payment_after_low_bid', 'performance_after_low_bid']);
  const within = application({
    ...yura,
    works,
    guarantees: [advance({ amount: 10_000_000 }), performance({ amount: 15_000_000 })],
  });
  t.strictSame(warnedOf(await drafted(within)), []);
  const seen = await issued(within);
  t.match((await seenInDsure(seen, 'performance')).certificate, { amount: 15_000_000, ratio: { percent: '30.0' } });
});

t.test('of two who ask at once for the same works, only one stays within the limit', async (t) => {
  const dates = { ...application().works.dates, notice: '2026-06-01' };
  const { works, orderer } = application({ orderer: 'K-MIHON1', works: { dates } });
  const { id } = (await contractor.post('/v1/works', { orderer, ...works })).json() as { id: string };
  const half = () => drafted({ ...onWorks(id, advance({ amount: 12_000_000 })), orderer });
  const [one, other] = [await half(), await half()];
  const answers = await Promise.all([submission(one), submission(other)]);
  t.strictSame(answers.map(said).sort(), ['200', '422 submission_refused']);
  const refused = answers.find((answer) => answer.statusCode === 422)!;
  t.strictSame(named(refused), ['/guarantees/0/amount advance_payment']);
  const winner = answers[0] === refused ? other : one;
  await contractor.post(`/v1/applications/${winner.id}/withdrawal`);
  const loser = winner === one ? other : one;
  t.equal(said(await submission(loser)), '200', 'what was withdrawn counts no more');
});

t.test('a joint venture stands on the certificate with its members, and signs by its representative', async (t) => {
  const member = (name: string, sharePercent: string, address: string) => ({
    ...{ name, sharePercent, address },
    ...{ representativeTitle: '代表取締役社長', representativeName: `${name}代表` },
  });
  const jointVenture = {
    name: '○○・△△特定建設工事共同企業体',
    representative: 1,
    members: [member('△△組', '33.3333', '和歌山県由良町1'), member('□□建設', '66.6667', '和歌山県由良町2')],
  };
  const seen = await issued(application({ ...yura, works: { jointVenture }, guarantees: [performance()] }));
  const before = await seenInDsure(seen, 'performance');
  t.match(before.certificate, {
    contractor: {
      ...{ name: jointVenture.name, address: '和歌山県由良町2', jointVenture },
      signatory: { office: null, title: '代表取締役社長', name: '□□建設代表' },
    },
  });
  for (const words of ['代表者□□建設', '△△組', '33.3333%']) t.ok(before.paper.includes(withoutSpace(words)), words);

  await sql`update contractors set name = '改名', representative_name = '交代', address = '移転' where id = 'marumaru-kensetsu'`;
  await sql`update orderers set name = '改名町' where code = '303836'`;
  const after = await seenInDsure(seen, 'performance');
  t.strictSame([after.certificate, after.paper], [before.certificate, before.paper], 'master data may change');
  await sql`update contractors set name = '○○建設 株式会社', representative_name = '見本 正', address = '長野県諏訪郡富士見町○○100番地' where id = 'marumaru-kensetsu'`;
  await sql`update orderers set name = '由良町' where code = '303836'`;
});

t.test('facts of works are frozen by an approval, and the conclusion of their contract still goes', async (t) => {
  const seen = await submitted(application({ ...yura, works: notSigned, guarantees: [performance()] }));
  t.equal(said(await conclude(seen.worksId)), '200');
  t.equal(said(await approve(seen)), '412 changed_meanwhile', 'whoever reviews sees the contract first');
  const frozen = await approved(application({ ...yura, works: notSigned, guarantees: [performance()] }));
  const draft = await drafted(onWorks(frozen.worksId, advance()));
  const { works } = application({ works: notSigned });
  const change = await contractor.patch(`/v1/applications/${draft.id}`, { works }, { 'if-match': '*' });
  t.equal(said(change), '409 works_frozen');
  t.equal(said(await conclude(frozen.worksId)), '200');
  await world.workOff();
});

t.test('what is told of 業務委託 is in its own words, and of one fiscal year what follows from it', async (t) => {
  clock.now = december;
  const works = { ...multiYear, subject: 'consulting' };
  const paper = { form: 'paper', amount: 9_000_000, fiscalYearBase: yearBase(2026, 30_000_000) };
  const onPaper = { paperDelivery: { method: 'branch_counter', address: null } };
  const first = await issued(application({ ...yura, ...onPaper, works, guarantees: [advance(paper)] }));
  const { guaranteeNumber } = guaranteeOf(first, 'advance_payment');
  const more = await drafted({ ...onWorks(first.worksId, advance({ ...paper, amount: 1 })), ...onPaper });
  t.match(more.warnings[0], { detail: /^同じ業務のほかの前払金保証と合わせた9,000,001円は/ });
  const refusal = await contractor.post(`/v1/guarantees/${guaranteeNumber}/change-requests`, {
    ...{ type: 'increase_and_period', newAmount: 100_000_001, newPeriodTo: '2028-03-20' },
    ...{ effectiveOn: '2026-12-14', reason: '増額', contractChange: null },
  });
  const { detail } = refusal.json() as { detail: string };
  for (const words of ['業務委託料100,000,000円', '履行期間から定まる保証期限']) t.ok(detail.includes(words), words);

  clock.now = new Date('2027-03-25T01:00:00Z');
  await lookForEndingPeriods(world.world.db, clock.now);
  await world.workOff();
  const reminders = world.mails().map(readMail);
  const reminder = reminders.find(({ messageId }) => messageId.startsWith(`period-reminder.${guaranteeNumber}.`));
  t.match(reminder?.text, /令和8年度の前払金の保証のため、保証期限は年度の末日です。履行期間を延ばしても変わらず/);
  clock.now = december;
});

t.test(
  'what is approved is signed with the contract that it was judged by, and a changed one waits for it',
  async (t) => {
    clock.now = december;
    const first = await issued(application({ ...yura, guarantees: [performance()] }));
    const { guaranteeNumber } = guaranteeOf(first, 'performance');
    const due = await approved(onWorks(first.worksId, advance({ feePayment: 'cash' })));
    const cheaper = await askedChange(guaranteeNumber!, {
      ...{ type: 'decrease', newAmount: 4_000_000, effectiveOn: '2026-12-14' },
      contractChange: { changedOn: '2026-12-14', contractPrice: 40_000_000, periodTo: null },
    });
    t.equal(said(await approveChange(cheaper)), '409 works_frozen');
    const receipt = { amount: 60_000, receivedOn: '2026-12-14', method: 'cash', reference: '窓口' };
    await world.underwriter.post(`/v1/applications/${due.id}/guarantees/advance_payment/fee-receipt`, receipt);
    await world.workOff();
    const before = await submitted(onWorks(first.worksId, performance()));
    t.equal(said(await approveChange(cheaper)), '200');
    t.equal(said(await approve(before)), '409 works_being_changed');
    await world.workOff();
    t.match((await contractor.get(`/v1/works/${first.worksId}`)).json(), { contractPrice: 40_000_000 });
    t.match((await seenInDsure(await read(due.id), 'advance_payment')).certificate, {
      works: { contractPrice: 50_000_000 },
    });
    t.equal(said(await approve(before)), '412 changed_meanwhile', 'whoever has the old contract before their eyes');
  },
);

t.test('works that lose a fiscal year leave nothing that cannot be read or withdrawn', async (t) => {
  clock.now = december;
  const ofFirst = advance({ amount: 12_000_000, fiscalYearBase: yearBase(2026, 30_000_000) });
  const first = await issued(application({ ...yura, works: multiYear, guarantees: [ofFirst] }));
  const { guaranteeNumber } = guaranteeOf(first, 'advance_payment');
  const ofLast = onWorks(first.worksId, advance({ amount: 1, fiscalYearBase: yearBase(2027, 70_000_000) }));
  const [draft, sent] = [await drafted(ofLast), await submitted(ofLast)];
  const contractChange = { changedOn: '2026-12-14', contractPrice: null, periodTo: '2027-03-19' };
  const shorter = {
    ...{ type: 'period', newAmount: null, newPeriodTo: '2027-03-19', effectiveOn: '2026-12-14', reason: '工期の短縮' },
    contractChange,
  };
  const refusedChange = await contractor.post(`/v1/guarantees/${guaranteeNumber}/change-requests`, shorter);
  t.strictSame(named(refusedChange), ['/contractChange/periodTo fiscal_year_outside_works']);
  t.equal(said(await contractor.post(`/v1/applications/${sent.id}/withdrawal`)), '200');
  await changed(guaranteeNumber!, shorter);
  const stranded = (await contractor.get(`/v1/applications/${draft.id}`)).json() as Seen;
  t.ok(stranded.warnings.some(({ code }) => code === 'fiscal_year_outside_works'));
  t.strictSame(named(await submission(draft)), ['/guarantees/0/fiscalYearBase/year fiscal_year_outside_works']);
  t.equal(said(await contractor.post(`/v1/applications/${draft.id}/withdrawal`)), '200');
});

t.test('an approved increase counts towards the limits over the works before it is concluded', async (t) => {
  clock.now = december;
  const dates = { ...application().works.dates, notice: '2026-06-01' };
  const mihon = { orderer: 'K-MIHON1', works: { dates } };
  const one = await issued(application({ ...mihon, guarantees: [advance({ amount: 8_000_000 })] }));
  const other = await issued({ ...onWorks(one.worksId, advance({ amount: 8_000_000 })), orderer: 'K-MIHON1' });
  const more = { type: 'increase', newAmount: 12_000_000, effectiveOn: '2026-12-14' };
  const paths = await Promise.all(
    [one, other].map((seen) => askedChange(guaranteeOf(seen, 'advance_payment').guaranteeNumber!, more)),
  );
  const answers = await Promise.all(paths.map(approveChange));
  t.strictSame(answers.map(said).sort(), ['200', '422 change_refused'], 'of two at once the second sees the first');
  const draft = await drafted({ ...onWorks(one.worksId, advance({ amount: 1 })), orderer: 'K-MIHON1' });
  t.match(
    draft.warnings.find(({ code }) => code === 'advance_payment'),
    { detail: /20,000,001円/ },
  );
  await world.workOff();
});

t.test('every certificate of every kind holds for the programs of others', { skip: lacksPdfTools }, async (t) => {
  const seen = await checkIssuedPapers(t, world);
  const kinds = ['advance_payment', 'interim_advance_payment', 'performance'];
  t.strictSame([...seen].sort(), [...kinds, 'amendment', 'cancellation', 'original'].sort());
});

t.test('all that was issued is looked at again, and whatever is not as it was is told', async (t) => {
  const keys = publishedKeys((await contractor.get('/.well-known/jwks.json')).body, 'mihon');
  const recheck = async () => {
    const faults: RecheckFault[] = [];
    const done = await recheckIssued(world.world.db, keys, (fault) => faults.push(fault));
    return { ...done, faults: faults.map(({ guaranteeNumber, fault }) => `${guaranteeNumber.slice(0, 13)} ${fault}`) };
  };
  await takenBack();
  const clean = await recheck();
  const [{ n }] = (await sql`select count(*)::int as n from guarantees`) as unknown as [{ n: number }];
  const [{ all }] = (await sql`select count(*)::int as all from revisions`) as unknown as [{ all: number }];
  t.match(clean, { guarantees: n, revisions: all, faults: { length: 0 } });
  t.ok(n > 8);

  const first = '12-08-0000001-9';
  const product = (name: string, content: string) =>
    sql`update revision_products set content = ${sql.unsafe(content)} where guarantee_number = ${first} and product = ${name}`;
  const damages: [string, () => Promise<unknown>, RegExp][] = [
    [
      'a certificate edited',
      () =>
        sql`update revisions set certificate = replace(certificate::text, '5000000,', '5000001,')::json where guarantee_number = ${first}`,
      /署名した電子証書が、台帳の電子証書と違います/,
    ],
    [
      'a signature cut',
      () => product('certificate_jws', "substring(content for length(content) - 4) || 'AAAA'::bytea"),
      /電子証書の署名を確認できません/,
    ],
    [
      'another PDF',
      () => product('certificate_pdf', "content || '\\x0a'::bytea"),
      /登録したPDFが、保存しているPDFと違います/,
    ],
    [
      'a deposit gone',
      () => sql`delete from revision_products where guarantee_number = ${first} and product = 'deposit'`,
      /発行済みの版に deposit がありません/,
    ],
    [
      'a list that lies',
      () => sql`update guarantees set period_to = '2030-01-01' where guarantee_number = ${first}`,
      /台帳が、電子証書の記載と違います/,
    ],
    ['a gap', () => sql`update counters set last_serial = last_serial + 1`, /採番された番号の保証契約がありません/],
    ['a number too many', () => sql`update counters set last_serial = last_serial - 1`, /採番されていない番号/],
  ];
  for (const [name, damage, told] of damages) {
    const kept = await Promise.all(
      ['revisions', 'revision_products', 'guarantees', 'counters'].map(async (table) => ({
        table,
        rows: await sql`select * from ${sql(table)}`,
      })),
    );
    await damage();
    t.match((await recheck()).faults.join('\n'), told, name);
    await restore(kept);
  }
  t.strictSame((await recheck()).faults, []);
});

/** D-Sure refuses it, and two people take it back: it keeps its number, and was never issued. */
async function takenBack(): Promise<void> {
  const problem = { type: 'about:blank', code: 'refused', title: '', detail: '', status: 403, requestId: '' };
  const { client } = world.world.dsure;
  const no = async () => ({ ok: false as const, status: 403, problem, headers: new Headers() });
  world.world.dsure.client = { ...client, depositRevision: no };
  const { id } = await approved(application({ ...yura, guarantees: [performance()] }));
  await world.workOff();
  world.world.dsure.client = client;
  const path = `/v1/applications/${id}/guarantees/performance/held-decision`;
  for (const who of [world.underwriter, world.colleague]) await who.post(path, { decision: 'void', reason: '誤発行' });
}

type Kept = { table: string; rows: readonly Record<string, unknown>[] }[];

async function restore(kept: Kept): Promise<void> {
  const of = (table: string) => kept.find((one) => one.table === table)!.rows;
  await sql`delete from revision_products`;
  for (const row of of('revisions')) {
    await sql`update revisions set certificate = ${sql.unsafe(`'${JSON.stringify(row.certificate).replaceAll("'", "''")}'`)}::json where guarantee_number = ${row.guarantee_number as string} and revision = ${row.revision as number}`;
  }
  for (const row of of('revision_products')) await sql`insert into revision_products ${sql(row as object)}`;
  for (const row of of('guarantees')) {
    await sql`update guarantees set period_to = ${row.period_to as string} where guarantee_number = ${row.guarantee_number as string}`;
  }
  for (const row of of('counters')) await sql`update counters set last_serial = ${row.last_serial as number}`;
}

/** What only warns: a paper that is missing yet holds up approval, and is another matter. */
function warnedOf({ warnings }: Seen): string[] {
  return warnings.filter(({ severity }) => severity === 'warning').map(({ code }) => code);
}
