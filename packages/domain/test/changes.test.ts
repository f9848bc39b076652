import fc from 'fast-check';
import t from 'tap';
import { numRuns } from '../../../scripts/testing/extent.js';
import { missingForChange } from '../src/attachment.js';
import { addDays, calendarDay, daysBetween } from '../src/calendar-day.js';
import type { Certificate, CertificateFacts } from '../src/certificate.js';
import {
  type AskedChange,
  changeEffects,
  changeTypeNames,
  changeTypes,
  correctableDays,
  correctableItems,
  revisionOf,
} from '../src/change.js';
import { type Charge, type ChargeLine, chargeFromLines, feeChangeOf } from '../src/fee-change.js';
import { planWith } from '../src/fiscal-year-plan.js';
import { guaranteeNumberOf } from '../src/guarantee-number.js';
import {
  guaranteeRequestEndStates,
  guaranteeRequestStates,
  guaranteeRequestTransitions,
} from '../src/guarantee-request.js';
import { judgeChange } from '../src/judge-change.js';
import { yen } from '../src/money.js';
import { originalCertificate } from '../src/original-certificate.js';
import { reminderDueOn } from '../src/period-reminder.js';
import { reviseCertificate } from '../src/revise-certificate.js';
import { computeFee, type Tariff } from '../src/tariff.js';

const day = calendarDay;

const facts = {
  kind: 'advance_payment',
  guaranteeNumber: guaranteeNumberOf({ issuerPrefix: '12', fiscalYear: 2026, serial: 123 }),
  issuedOn: day('2026-11-12'),
  issuer: {
    id: 'mihon',
    name: '見本建設業保証株式会社',
    address: '東京都',
    representative: '代表取締役社長 見本 一郎',
  },
  orderer: { code: '203629', name: '富士見町', signatory: { office: null, title: '富士見町長', name: null } },
  contractor: {
    name: '○○建設 株式会社',
    address: '長野県',
    signatory: { office: null, title: '代表取締役', name: '見本 正' },
    jointVenture: null,
  },
  works: {
    subject: 'construction',
    name: '町道○○線 道路改良工事',
    number: '08-0123',
    place: '富士見町',
    contractDate: day('2026-11-10'),
    contractNumber: null,
    contractPrice: yen(50_000_000),
    period: { from: day('2026-11-11'), to: day('2027-05-20') },
  },
  amount: yen(20_000_000),
  period: { from: day('2026-11-10'), to: day('2027-05-20') },
  terms: { name: '前払金保証約款', version: '2026-04' },
  remarks: '',
  depositary: '○○銀行 ××支店',
  redeposit: 'not_used',
  fiscalYearBase: null,
} as unknown as CertificateFacts;
const original = originalCertificate(facts);
const today = day('2026-12-01');

const change = (asked: Partial<AskedChange>): AskedChange => ({
  ...{ type: 'increase', contractChange: null, newAmount: null, newPeriodTo: null, effectiveOn: today },
  ...{ reason: '設計変更', corrections: [], ...asked },
});
const contract = (changes: object) => ({
  contractChange: { changedOn: today, contractPrice: null, periodTo: null, fiscalYearBase: null, ...changes },
});
const codes = (asked: Partial<AskedChange>, certificate: Certificate = original, on = today) =>
  judgeChange(certificate, change(asked), on).map(({ code, pointer }) => `${pointer} ${code}`);

t.test('every type of change has a name and says what it moves', async (t) => {
  t.same(Object.keys(changeEffects).sort(), Object.keys(changeTypeNames).sort());
  t.same(
    changeTypes.filter((type) => changeEffects[type].revision === 'amendment'),
    ['increase', 'decrease', 'period', 'increase_and_period', 'decrease_and_period'],
  );
});

t.test('a change that is possible is found to be so', async (t) => {
  const longer = { newPeriodTo: day('2027-07-31'), ...contract({ periodTo: day('2027-07-31') }) };
  t.same(codes({ newAmount: yen(20_000_001) }), []);
  t.same(codes({ type: 'decrease', newAmount: yen(1) }), []);
  t.same(codes({ type: 'period', ...longer }), []);
  t.same(codes({ type: 'increase_and_period', newAmount: yen(30_000_000), ...longer }), []);
  t.same(codes({ type: 'cancellation', effectiveOn: day('2027-05-20') }), [], 'on the last day at the latest');
  t.same(codes({ type: 'cancellation', effectiveOn: day('2026-11-12') }), [], 'from the day of issue at the earliest');
  t.same(codes({ type: 'void', effectiveOn: null }), []);
  const corrections = [{ item: '/depositary' as const, value: '○○銀行 △△支店' }];
  t.same(codes({ type: 'correction', effectiveOn: null, corrections }), []);
});

t.test('the period of an advance of multi-year works follows its fiscal year, not the longer works', async (t) => {
  const { fiscalYearBase: _, ...one } = facts as CertificateFacts & { fiscalYearBase: unknown };
  const yearly = originalCertificate({
    ...one,
    fiscalYearBase: { year: 2026, basis: 'planned_output', amount: yen(30_000_000) },
    period: { from: day('2026-11-10'), to: day('2027-03-31') },
  } as CertificateFacts);
  const longer = contract({ contractPrice: yen(60_000_000), periodTo: day('2027-12-20') });
  t.same(codes({ newAmount: yen(24_000_000), ...longer }, yearly), []);
  t.same(codes({ type: 'period', newPeriodTo: day('2027-12-20'), ...longer }, yearly), [
    '/newPeriodTo period_differs_from_works',
  ]);
});

t.test('今年度対象額 changes with the contract, where the guarantee is for one year', async (t) => {
  const base = { year: 2026, basis: 'planned_output', amount: yen(40_000_000) } as const;
  const yearly = originalCertificate({
    ...facts,
    fiscalYearBase: base,
    period: { ...facts.period, to: day('2027-03-31') },
  } as CertificateFacts);
  const asked = {
    newAmount: yen(24_000_000),
    ...contract({ contractPrice: yen(60_000_000), fiscalYearBase: yen(48_000_000) }),
  };
  t.same(codes(asked, yearly), []);
  const revised = reviseCertificate(yearly, revisionOf(change(asked), today));
  t.match(revised, {
    fiscalYearBase: { ...base, amount: 48_000_000 },
    ratio: { percent: '50.0', of: 'fiscalYearBase' },
  });
  t.match(
    revised.history[1]!.changes.map(({ item }) => item),
    ['/works/contractPrice', '/amount', '/fiscalYearBase/amount'],
  );
  t.same(codes(asked, original), ['/contractChange/fiscalYearBase year_base_not_of_this_guarantee']);
  t.same(codes({ ...asked, ...contract({ fiscalYearBase: yen(50_000_001) }) }, yearly), [
    '/contractChange/fiscalYearBase year_base_above_contract_price',
  ]);
  t.same(codes({ ...asked, ...contract({ fiscalYearBase: yen(23_999_999) }) }, yearly), [
    '/newAmount amount_above_year_base',
  ]);
  t.same(codes({ newAmount: yen(40_000_001) }, yearly), ['/newAmount amount_above_year_base']);
  const plan = [2026, 2027].map((year) => ({ year, plannedOutput: yen(40_000_000), paymentLimit: yen(30_000_000) }));
  t.match(planWith(plan, { ...base, amount: yen(48_000_000) }), [
    { year: 2026, plannedOutput: 48_000_000, paymentLimit: 30_000_000 },
    { year: 2027, plannedOutput: 40_000_000 },
  ]);
});

t.test('every item that may be mended can be, on a certificate that has it', async (t) => {
  const member = {
    name: '△△土木',
    address: '長野県',
    representativeTitle: '代表',
    representativeName: '見本 次郎',
    sharePercent: '50.0',
  };
  const full = originalCertificate({
    ...facts,
    kind: 'interim_advance_payment',
    orderer: { ...facts.orderer, signatory: { office: '見本事務所', title: '所長', name: '見本 三郎' } },
    contractor: { ...facts.contractor, jointVenture: { name: '見本JV', representative: 0, members: [member, member] } },
    recognition: { date: day('2026-11-11'), number: '第1号' },
    priorAdvance: { guaranteeNumber: facts.guaranteeNumber },
  } as unknown as CertificateFacts);
  const values: Partial<Record<string, string>> = { '/redeposit': 'used' };
  for (const item of correctableItems) {
    const value = values[item] ?? (correctableDays.includes(item) ? '2026-11-05' : '正しい記載');
    const asked = change({ type: 'correction', effectiveOn: null, corrections: [{ item, value }] });
    t.same(judgeChange(full, asked, today), [], item);
    const { history, amendments } = reviseCertificate(full, revisionOf(asked, today));
    t.match(history[1], { type: 'correction', changes: [{ item, after: value }] }, item);
    t.equal(amendments, 0);
  }
});

t.test('after the end there is nothing to change, and after the last day only to mend', async (t) => {
  const cancelled = reviseCertificate(original, revisionOf(change({ type: 'cancellation' }), today));
  const taken = reviseCertificate(original, revisionOf(change({ type: 'void', effectiveOn: null }), today));
  t.throws(() => codes({ type: 'void', effectiveOn: null }, cancelled), { code: 'guarantee_already_cancelled' });
  t.throws(() => codes({ newAmount: yen(1) }, taken), { code: 'guarantee_already_void' });
  const late = day('2027-05-21');
  t.same(codes({ type: 'cancellation' }, original, late), ['/type guarantee_expired']);
  t.same(codes({ type: 'void', effectiveOn: null }, original, late), []);
});

t.test('what is asked for becomes exactly that revision', async (t) => {
  const asked = change({ newAmount: yen(24_000_000), ...contract({ contractPrice: yen(60_000_000) }) });
  const revised = reviseCertificate(original, revisionOf(asked, day('2026-12-03')));
  t.match(revised, {
    revision: 1,
    type: 'amendment',
    amount: 24_000_000,
    issuedOn: '2026-12-03',
    ratio: { percent: '40.0' },
  });
  t.match(revised.history[1], { effectiveOn: today, reason: '設計変更', changes: { length: 2 } });
  const mended = change({
    ...{ type: 'correction', effectiveOn: null },
    corrections: [
      { item: '/orderer/signatory/title', value: '富士見町長職務代理者' },
      { item: '/orderer/signatory/name', value: '見本 次郎' },
    ],
  });
  t.match(reviseCertificate(original, revisionOf(mended, today)), {
    ...{ type: 'correction', amendments: 0 },
    orderer: { name: '富士見町', signatory: { office: null, title: '富士見町長職務代理者', name: '見本 次郎' } },
  });
});

t.test('the first day of the period follows the mended day of the contract, once there is one', async (t) => {
  const mend = (certificate: Certificate, value: string) =>
    reviseCertificate(
      certificate,
      revisionOf(
        change({ type: 'correction', effectiveOn: null, corrections: [{ item: '/works/contractDate', value }] }),
        today,
      ),
    );
  const mended = mend(original, '2026-11-01');
  t.match(mended, { period: { from: '2026-11-01' }, works: { contractDate: '2026-11-01' } });
  t.match(
    mended.history[1]!.changes.map(({ item }) => item),
    ['/works/contractDate', '/period/from'],
  );
  const open = { ...original, period: { ...original.period, from: null } };
  t.match(mend(open, '2026-11-01').period, { from: null }, 'it was printed as the day of the contract');
  const astray = { ...original, period: { ...original.period, from: day('2026-11-09') } };
  t.match(mend(astray, '2026-11-10').period, { from: '2026-11-10' }, 'what has gone astray is mended alone');
});

const flat = { method: 'flat', minimum: yen(3_000), rounding: 'down', sample: true } as const;
const tariff: Tariff = {
  version: '2026-04',
  validFrom: day('2026-04-01'),
  kinds: {
    advance_payment: {
      ...flat,
      method: 'marginal',
      tiers: [
        { upTo: yen(10_000_000), ppm: 3_500 },
        { upTo: null, ppm: 2_500 },
      ],
    },
    interim_advance_payment: { ...flat, tiers: [{ upTo: null, ppm: 650 }] },
    performance: { ...flat, tiers: [{ upTo: null, ppm: 4_000 }] },
  },
};
const charged: Charge = computeFee(tariff, 'advance_payment', original.amount);
const feeAfter = (asked: Partial<AskedChange>, before: Charge = charged) =>
  feeChangeOf(tariff, before, original, reviseCertificate(original, revisionOf(change(asked), today)));

t.test('another amount costs what it would have cost from the start', async (t) => {
  t.match(feeAfter({ newAmount: yen(24_000_000) }), { direction: 'extra', amount: 10_000, due: { amount: 70_000 } });
  t.match(feeAfter({ type: 'decrease', newAmount: yen(9_000_000) }), { direction: 'refund', amount: 28_500 });
  t.match(feeAfter({ type: 'decrease', newAmount: yen(1) }).due, { amount: 3_000 }, 'the minimum stays');
});

t.test('a cancellation leaves the share of the days before it, and what is void costs nothing', async (t) => {
  const on = (text: string) => feeAfter({ type: 'cancellation', effectiveOn: day(text) });
  t.match(on('2026-12-01').due, { amount: 6_563, lines: [{ type: 'elapsed', base: 60_000, days: 21, of: 192 }] });
  t.match(on('2026-11-10'), { direction: 'refund', amount: 60_000 }, 'nothing has begun');
  t.match(feeAfter({ type: 'void', effectiveOn: null }), { direction: 'refund', amount: 60_000, due: { lines: [] } });
});

t.test('a charge whose lines contradict themselves cannot be computed again', async (t) => {
  const { due } = feeAfter({ type: 'cancellation', effectiveOn: day('2026-12-01') });
  const [elapsed] = due.lines as [Extract<ChargeLine, { type: 'elapsed' }>];
  t.equal(chargeFromLines([elapsed]), 6_563);
  t.equal(chargeFromLines([{ ...elapsed, amount: yen(6_562) }]), null);
  t.equal(chargeFromLines([{ ...elapsed, days: 22 }]), null);
  t.equal(chargeFromLines([elapsed, elapsed]), null);
  t.equal(chargeFromLines([...charged.lines, elapsed]), null);
  t.equal(chargeFromLines([]), 0, 'what is void');
});

t.test('a change that follows a changed contract needs it on paper, and no other', async (t) => {
  const { contractChange } = contract({ contractPrice: yen(60_000_000) });
  t.same(missingForChange({ contractChange }, ['contract']), ['amended_contract']);
  t.same(missingForChange({ contractChange }, ['amended_contract']), []);
  t.same(missingForChange({ contractChange: null }, []), []);
});

t.test('whatever is asked, the lines add up and nobody gets back more than was charged', async () => {
  const amount = fc.integer({ min: 1, max: 50_000_000 }).filter((n) => n !== 20_000_000);
  fc.assert(
    fc.property(amount, amount, (first, then) => {
      const one = feeChangeOf(tariff, charged, original, { ...original, amount: yen(first) });
      const middle = { ...original, amount: yen(first) };
      const two = feeChangeOf(tariff, one.due, middle, { ...original, amount: yen(then) });
      const back = feeChangeOf(tariff, two.due, { ...original, amount: yen(then) }, original);
      const sum = two.due.lines.reduce((total, line) => total + line.amount, 0);
      return (
        sum === two.due.amount &&
        chargeFromLines(two.due.lines) === two.due.amount &&
        back.due.amount === charged.amount &&
        Math.abs(two.due.amount - one.due.amount) === two.amount
      );
    }),
    { numRuns },
  );
  const days = daysBetween(day('2026-11-10'), day('2027-05-20'));
  fc.assert(
    fc.property(fc.integer({ min: -5, max: days }), fc.integer({ min: 0, max: 999_999_999 }), (after, base) => {
      const statusFrom = addDays(day('2026-11-10'), after);
      const { due, amount } = feeChangeOf(tariff, { ...charged, amount: yen(base) }, original, {
        ...{ status: 'cancelled', statusFrom, amount: original.amount },
      });
      const computedAgain = chargeFromLines(due.lines) === due.amount;
      return computedAgain && due.amount + amount === base && due.amount * (days + 1) >= base * after && amount >= 0;
    }),
    { numRuns },
  );
});

t.test('reminders are due thirty and seven days before the end, for what was issued before', async (t) => {
  const periodTo = day('2027-03-31');
  const due = (text: string, issuedOn = day('2026-11-12')) => reminderDueOn({ issuedOn, periodTo }, day(text));
  t.same(
    ['2027-02-28', '2027-03-01', '2027-03-23', '2027-03-24', '2027-03-31', '2027-04-01'].map((text) => due(text)),
    [null, 30, 30, 7, 7, null],
  );
  t.equal(due('2027-03-10', day('2027-03-05')), null, 'issued within the thirty days');
  t.equal(due('2027-03-24', day('2027-03-05')), 7);
});

t.test('a request that has ended goes nowhere', async (t) => {
  const leading = new Set<string>(guaranteeRequestTransitions.map(({ from }) => from));
  t.same(guaranteeRequestStates.filter((state) => !leading.has(state)).sort(), [...guaranteeRequestEndStates].sort());
});
