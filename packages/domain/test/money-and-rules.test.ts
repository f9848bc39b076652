import fc from 'fast-check';
import t from 'tap';
import { numRuns } from '../../../scripts/testing/extent.js';
import { missingAttachments } from '../src/attachment.js';
import { type CalendarDay, calendarDay } from '../src/calendar-day.js';
import { type ElectronicRequest, judgeElectronic, type TriggerDates } from '../src/judge-electronic.js';
import { formatYen, isYen, maxYen, parseYen, portionOf, type Yen, yen } from '../src/money.js';
import type { ElectronicRules, OrdererRules } from '../src/orderer-rules.js';
import { cutBelow, maximumOf, minimumOf, percentOf, ppmOf } from '../src/ratio.js';
import { type GuaranteeOnWorks, ratioGrounds } from '../src/ratio-grounds.js';
import { judgeRatio, type RatioPolicy, type RatioRequest, usualRatioPolicy } from '../src/ratio-policy.js';
import {
  computeFee,
  type FeeLine,
  type FeeRule,
  faultOfFeeRule,
  feeFromLines,
  type Tariff,
  tariffOn,
} from '../src/tariff.js';

const runs = { numRuns };
const amounts = fc.integer({ min: 0, max: maxYen }).map(yen);
const rates = fc.integer({ min: 0, max: 1_000_000 });
const day = (text: string) => calendarDay(text);

t.test('an amount is whole yen up to 999,999,999,999', async (t) => {
  t.ok(isYen(0));
  t.ok(isYen(maxYen));
  for (const wrong of [-1, 0.5, maxYen + 1, Number.NaN, Number.POSITIVE_INFINITY, -0, '5', null]) {
    t.notOk(isYen(wrong));
    t.throws(() => yen(wrong as number), RangeError);
  }
});

t.test('an amount is read as people type it', async (t) => {
  const typed = [
    ...['20000000', '20,000,000', '20,000,000円', '￥20,000,000', '¥20,000,000-', '\\20,000,000'],
    ...[
      '２０，０００，０００円',
      '２０、０００、０００',
      '金２０，０００，０００円也',
      ' 20 000 000 円',
      '￥２０，０００，０００ー',
    ],
  ];
  for (const text of typed) t.equal(parseYen(text), 20_000_000, text);
  t.equal(parseYen('０'), 0);
  t.equal(parseYen('999,999,999,999'), maxYen);
});

t.test('what is no amount is not guessed at', async (t) => {
  const typed = [
    '',
    '円',
    '-5',
    '−5',
    '1.5',
    '20,00,000',
    '2000,0000',
    ',000',
    '1e6',
    '1,000,000,000,000',
    '2千万円',
    'O',
  ];
  for (const text of typed) t.equal(parseYen(text), null, text);
});

t.test('an amount is printed with commas and 円, and can be typed again', async (t) => {
  t.equal(formatYen(yen(20_000_000)), '20,000,000円');
  t.equal(formatYen(yen(0)), '0円');
  t.equal(formatYen(yen(999)), '999円');
  t.equal(formatYen(yen(1000)), '1,000円');
  fc.assert(
    fc.property(amounts, (amount) => parseYen(formatYen(amount)) === amount),
    runs,
  );
});

t.test('a portion is exact until it is rounded', async (t) => {
  t.equal(portionOf(yen(3_333_333), 650, 'down'), 2166);
  t.equal(portionOf(yen(3_333_333), 650, 'up'), 2167);
  t.equal(portionOf(yen(3_333_333), 650, 'half_up'), 2167);
  t.equal(portionOf(yen(20_000_000), 650, 'up'), 13_000, 'what is exact is not rounded');
  t.equal(portionOf(yen(1), 500_000, 'half_up'), 1);
  t.equal(portionOf(yen(1), 499_999, 'half_up'), 0);
  t.equal(portionOf(yen(maxYen), 999_999, 'down'), 999_998_999_999, 'beyond what a double holds');
});

t.test('a percentage is cut to one decimal for showing', async (t) => {
  t.equal(percentOf(yen(20_000_000), yen(50_000_000)), '40.0');
  t.equal(percentOf(yen(20_000_001), yen(50_000_000)), '40.0');
  t.equal(percentOf(yen(996), yen(10_000)), '9.9', '9.96 %');
  t.equal(percentOf(yen(9_999_999), yen(100_000_000)), '9.9');
  t.equal(percentOf(yen(1), yen(maxYen)), '0.0');
  t.equal(percentOf(yen(3), yen(2)), '150.0');
  t.throws(() => percentOf(yen(1), yen(0)), RangeError);
});

t.test('a limit is judged on the yen and never on the percentage that is shown', async (t) => {
  t.same(broken({ amount: yen(20_000_001) }), [['advance_payment_of_works', 'warning', 20_000_000]]);
  t.equal(percentOf(yen(20_000_001), advance.base), '40.0');
  t.same(broken({ kind: 'performance', amount: yen(4_999_999) }), [['performance', 'warning', 5_000_000]]);
  t.same(['40', '0.065', '33.3333', '100'].map(ppmOf), [400_000, 650, 333_333, 1_000_000]);
  for (const text of ['', '40%', '.5', '0.00001', '-1', '1000']) t.throws(() => ppmOf(text), RangeError);
});

t.test('a maximum rounds down and a minimum up, to the unit of the orderer', async (t) => {
  t.equal(maximumOf(yen(7_890_000), ppmOf('40')), 3_156_000);
  t.equal(maximumOf(yen(7_890_000), ppmOf('40'), 100_000), 3_100_000);
  t.equal(minimumOf(yen(7_890_000), ppmOf('10'), 100_000), 800_000);
  t.equal(minimumOf(yen(8_000_000), ppmOf('10'), 100_000), 800_000);
  t.equal(minimumOf(yen(7_890_001), ppmOf('10')), 789_001);
  t.equal(minimumOf(yen(maxYen), 1_000_000, 100_000), maxYen, 'a minimum is still an amount');
  t.equal(cutBelow(yen(99_999), 100_000), 0);
});

t.test('the maximum is the largest amount within the limit, and the minimum the smallest', async () => {
  fc.assert(
    fc.property(amounts, rates, (base, ppm) => {
      const [most, least] = [maximumOf(base, ppm), minimumOf(base, ppm)];
      return (
        isAtMost(most, base, ppm) &&
        (most === maxYen || !isAtMost(yen(most + 1), base, ppm)) &&
        isAtLeast(least, base, ppm) &&
        (least === 0 || !isAtLeast(yen(least - 1), base, ppm))
      );
    }),
    runs,
  );
});

/** By the definition, in products. */
const isAtMost = (amount: Yen, base: Yen, ppm: number) => BigInt(amount) * 1_000_000n <= BigInt(base) * BigInt(ppm);
const isAtLeast = (amount: Yen, base: Yen, ppm: number) => BigInt(amount) * 1_000_000n >= BigInt(base) * BigInt(ppm);

/** From here on a product with parts per million is beyond what a double holds exactly. */
const beyondDouble = yen(9_007_199_255);

t.test('at 9,007,199,255 yen and at the largest amount every result is exact to the yen', async (t) => {
  t.ok(beyondDouble * 1_000_000 > Number.MAX_SAFE_INTEGER);
  t.equal(portionOf(beyondDouble, 999_999, 'down'), 9_007_190_247);
  t.equal(portionOf(beyondDouble, 999_999, 'up'), 9_007_190_248);
  t.equal(portionOf(beyondDouble, 650, 'down'), 5_854_679);
  t.equal(portionOf(yen(maxYen), 650, 'down'), 649_999_999);
  t.equal(portionOf(yen(maxYen), 650, 'half_up'), 650_000_000);
  t.equal(portionOf(yen(maxYen), 1_000_000, 'up'), maxYen);
  for (const base of [beyondDouble, yen(maxYen)]) {
    const most = maximumOf(base, 400_000);
    t.ok(isAtMost(most, base, 400_000));
    t.notOk(isAtMost(yen(most + 1), base, 400_000));
    t.equal(percentOf(base, base), '100.0');
    t.equal(percentOf(yen(base - 1), base), '99.9');
  }
  t.equal(maximumOf(beyondDouble, 400_000), 3_602_879_702);
  t.equal(minimumOf(beyondDouble, 100_000), 900_719_926);
  t.equal(maximumOf(beyondDouble, 400_000, 100_000), 3_602_800_000);
  t.equal(parseYen('９，００７，１９９，２５５円'), beyondDouble);
  t.equal(formatYen(beyondDouble), '9,007,199,255円');
});

/** Amounts of every size, and often the awkward ones. */
const anyAmount = fc.oneof(
  amounts,
  fc.constantFrom(0, 1, 99_999, 100_000, 9_007_199_254, 9_007_199_255, 9_007_199_256, maxYen - 1, maxYen).map(yen),
);

t.test('a portion is the quotient, rounded as it says and never by more than one yen', async () => {
  fc.assert(
    fc.property(anyAmount, rates, (amount, ppm) => {
      const product = BigInt(amount) * BigInt(ppm);
      const [down, up, half] = (['down', 'up', 'half_up'] as const).map((way) => BigInt(portionOf(amount, ppm, way)));
      const rest = product - down! * 1_000_000n;
      return (
        rest >= 0n &&
        rest < 1_000_000n &&
        up === down! + (rest > 0n ? 1n : 0n) &&
        half === down! + (rest >= 500_000n ? 1n : 0n)
      );
    }),
    runs,
  );
});

t.test('the percentage that is shown is never above the exact one, and less than a tenth below it', async () => {
  fc.assert(
    fc.property(
      anyAmount,
      anyAmount.filter((base) => base > 0),
      (amount, base) => {
        const shown = percentOf(amount, base);
        const tenths = BigInt(shown.replace('.', ''));
        const exact = BigInt(amount) * 1000n;
        return /^\d+\.\d$/.test(shown) && tenths * BigInt(base) <= exact && (tenths + 1n) * BigInt(base) > exact;
      },
    ),
    runs,
  );
});

t.test('what the orderer cuts stays within its limit and lacks less than a unit', async () => {
  fc.assert(
    fc.property(anyAmount, rates, fc.constantFrom(1, 1000, 10_000, 100_000), (base, ppm, unit) => {
      const [exact, cut] = [maximumOf(base, ppm), maximumOf(base, ppm, unit)];
      const [least, raised] = [minimumOf(base, ppm), minimumOf(base, ppm, unit)];
      const whole = raised === maxYen || raised % unit === 0;
      return (
        cut % unit === 0 && cut <= exact && exact - cut < unit && whole && raised >= least && raised - least < unit
      );
    }),
    runs,
  );
});

t.test('an advance is judged alike in one guarantee or in several', async () => {
  fc.assert(
    fc.property(anyAmount, anyAmount, anyAmount, (amount, sameKind, base) => {
      if (base === 0 || amount + sameKind > maxYen) return true;
      const judged = (request: Partial<RatioRequest>) =>
        judgeRatio(null, { ...advance, base, ...request }).map(({ rule, judged }) => [rule, judged]);
      const [split, whole] = [judged({ amount, sameKind }), judged({ amount: yen(amount + sameKind) })];
      return JSON.stringify(split) === JSON.stringify(whole);
    }),
    runs,
  );
});

const advance: RatioRequest = {
  kind: 'advance_payment',
  subject: 'construction',
  lowBid: false,
  amount: yen(20_000_000),
  base: yen(50_000_000),
  priorAdvance: null,
};
const broken = (request: Partial<RatioRequest>, policy: RatioPolicy | null = null) =>
  judgeRatio(policy, { ...advance, ...request }).map(({ rule, severity, limit }) => [rule, severity, limit]);

t.test('an orderer without published limits is judged by the usual ones, with a warning at most', async (t) => {
  t.same(broken({}), []);
  t.same(broken({ amount: yen(20_000_001) }), [['advance_payment_of_works', 'warning', 20_000_000]]);
  t.same(broken({ subject: 'consulting' }), [['advance_payment_of_consulting', 'warning', 15_000_000]]);
  t.same(broken({ lowBid: true }), [['advance_payment_after_low_bid', 'warning', 10_000_000]]);
  t.same(broken({ kind: 'performance', amount: yen(5_000_000) }), []);
  t.same(broken({ kind: 'performance', amount: yen(4_999_999) }), [['performance', 'warning', 5_000_000]]);
  t.same(broken({ kind: 'performance', amount: yen(5_000_000), lowBid: true }), [
    ['performance_after_low_bid', 'warning', 15_000_000],
  ]);
});

t.test('an interim advance is judged by itself and together with the earlier one', async (t) => {
  const interim = { kind: 'interim_advance_payment', amount: yen(10_000_000) } as const;
  t.same(broken({ ...interim, priorAdvance: yen(20_000_000) }), []);
  t.same(broken({ ...interim, priorAdvance: yen(20_000_001) }), [['advance_payments_together', 'warning', 30_000_000]]);
  t.same(broken({ ...interim, amount: yen(10_000_001), lowBid: true }), [
    ['interim_advance_payment', 'warning', 10_000_000],
  ]);
  t.equal(broken({ ...interim, amount: yen(maxYen), priorAdvance: yen(maxYen) }).length, 2);
});

t.test('advances of the same works are judged together, each kind by its own limit', async (t) => {
  const sameKind = yen(15_000_000);
  t.same(broken({ amount: yen(5_000_000), sameKind }), []);
  t.same(broken({ amount: yen(5_000_001), sameKind }), [['advance_payment_of_works', 'warning', 20_000_000]]);
  const interim = { kind: 'interim_advance_payment', amount: yen(5_000_000), sameKind: yen(5_000_001) } as const;
  t.same(broken({ ...interim, priorAdvance: yen(20_000_000) }), [
    ['interim_advance_payment', 'warning', 10_000_000],
    ['advance_payments_together', 'warning', 30_000_000],
  ]);
});

t.test('what counts together follows from kind, year and contract', async (t) => {
  const [price, year] = [yen(100_000_000), { year: 2026, amount: yen(30_000_000) }];
  const others: GuaranteeOnWorks[] = [
    { kind: 'advance_payment', amount: yen(1), fiscalYear: 2026 },
    { kind: 'advance_payment', amount: yen(20), fiscalYear: 2027 },
    { kind: 'advance_payment', amount: yen(300), fiscalYear: null },
    { kind: 'interim_advance_payment', amount: yen(4000), fiscalYear: 2026 },
    { kind: 'performance', amount: yen(50_000), fiscalYear: null },
  ];
  const grounds = (kind: GuaranteeOnWorks['kind'], base: Parameters<typeof ratioGrounds>[0]['base']) =>
    ratioGrounds({ kind, base }, others, price).map(({ of, base, sameKind, priorAdvance }) => [
      ...[of, base, sameKind, priorAdvance],
    ]);
  t.same(grounds('performance', null), [['contractPrice', price, null, null]]);
  t.same(grounds('advance_payment', null), [['contractPrice', price, 321, null]]);
  t.same(grounds('advance_payment', year), [
    ['fiscalYearBase', 30_000_000, 1, null],
    ['contractPrice', price, 321, null],
  ]);
  t.same(grounds('interim_advance_payment', year), [
    ['fiscalYearBase', 30_000_000, 4000, 1],
    ['contractPrice', price, 4000, 321],
  ]);
  t.same(grounds('advance_payment', { year: null, amount: yen(7) })[0], ['fiscalYearBase', 7, 0, null]);
  const all: GuaranteeOnWorks[] = [1, 2].map(() => ({
    kind: 'advance_payment',
    amount: yen(maxYen),
    fiscalYear: null,
  }));
  t.equal(ratioGrounds({ kind: 'advance_payment', base: null }, all, price)[0]?.sameKind, maxYen);
});

t.test('a policy of the orderer decides, and the answer names the rule, the base and both numbers', async (t) => {
  const policy: RatioPolicy = { ...usualRatioPolicy, unit: 100_000, onBreach: 'refusal' };
  t.same(judgeRatio(policy, { ...advance, base: yen(7_890_000), amount: yen(3_200_000) }), [
    {
      rule: 'advance_payment_of_works',
      severity: 'refusal',
      bound: 'at_most',
      ppm: 400_000,
      base: 7_890_000,
      judged: 3_200_000,
      percent: '40.5',
      limit: 3_100_000,
    },
  ]);
});

t.test('what the orderer cuts is judged as it is told: the limit is the last amount within it', async (t) => {
  const policy: RatioPolicy = { ...usualRatioPolicy, unit: 100_000, onBreach: 'refusal' };
  const base = yen(7_890_000);
  t.same(broken({ base, amount: yen(3_100_000) }, policy), []);
  t.same(broken({ base, amount: yen(3_100_001) }, policy), [['advance_payment_of_works', 'refusal', 3_100_000]]);
  const performance = (amount: number) => broken({ kind: 'performance', base, amount: yen(amount) }, policy);
  t.same(performance(800_000), []);
  t.same(performance(799_999), [['performance', 'refusal', 800_000]]);
});

const confirmed: FeeRule = {
  method: 'flat',
  tiers: [{ upTo: null, ppm: 650 }],
  minimum: yen(0),
  rounding: 'down',
  sample: false,
};
const tiers = [
  { upTo: yen(1_000_000), ppm: 4000 },
  { upTo: yen(10_000_000), ppm: 3000 },
  { upTo: null, ppm: 2000 },
];
const tariff: Tariff = {
  version: '2026-04',
  validFrom: day('2026-04-01'),
  kinds: {
    interim_advance_payment: confirmed,
    advance_payment: { ...confirmed, method: 'marginal', tiers, minimum: yen(2000), sample: true },
    performance: { ...confirmed, method: 'whole', tiers, rounding: 'up', sample: true },
  },
};

t.test('the fee of an interim advance is 0.065 %, rounded down', async (t) => {
  t.same(computeFee(tariff, 'interim_advance_payment', yen(20_000_000)), {
    amount: 13_000,
    tariffVersion: '2026-04',
    sample: false,
    lines: [{ type: 'rate', base: 20_000_000, ppm: 650, rounding: 'down', amount: 13_000 }],
  });
  t.equal(computeFee(tariff, 'interim_advance_payment', yen(3_333_333)).amount, 2166);
});

t.test('marginal tiers charge each part by its own rate', async (t) => {
  const lines = computeFee(tariff, 'advance_payment', yen(20_000_000)).lines;
  t.match(lines, [
    { base: 1_000_000, ppm: 4000, amount: 4000 },
    { base: 9_000_000, ppm: 3000, amount: 27_000 },
    { base: 10_000_000, ppm: 2000, amount: 20_000 },
  ]);
  t.equal(computeFee(tariff, 'advance_payment', yen(1_000_000)).lines.length, 1, 'the limit belongs to the tier below');
});

t.test('a whole rate is that of the tier in which the amount lies', async (t) => {
  t.match(computeFee(tariff, 'performance', yen(10_000_000)).lines, [{ base: 10_000_000, ppm: 3000, amount: 30_000 }]);
  t.match(computeFee(tariff, 'performance', yen(10_000_001)).lines, [{ ppm: 2000, rounding: 'up', amount: 20_001 }]);
});

t.test('what is below the minimum is filled up on a line of its own', async (t) => {
  const fee = computeFee(tariff, 'advance_payment', yen(300_000));
  t.match(fee, { amount: 2000, sample: true }, 'a sample rate says so');
  t.same(fee.lines.at(-1), { type: 'minimum', minimum: 2000, amount: 800 });
  t.equal(computeFee(tariff, 'advance_payment', yen(500_000)).lines.length, 1, 'just the minimum needs no line');
});

const upTos = fc
  .uniqueArray(fc.integer({ min: 1, max: maxYen }).map(yen), { maxLength: 5 })
  .map((ends) => [...ends.sort((a, b) => a - b), null]);
const feeRules: fc.Arbitrary<FeeRule> = fc
  .record({
    method: fc.constantFrom('marginal', 'whole', 'flat'),
    upTos,
    ppms: fc.array(rates, { minLength: 6, maxLength: 6 }),
    minimum: fc.oneof(fc.integer({ min: 0, max: 10_000 }).map(yen), amounts),
    rounding: fc.constantFrom('down', 'up', 'half_up'),
    sample: fc.boolean(),
  })
  .map(({ upTos, ppms, ...rule }) => ({
    ...rule,
    tiers: (rule.method === 'flat' ? [null] : upTos).map((upTo, tier) => ({ upTo, ppm: ppms[tier]! })),
  }));
const kinds = fc.constantFrom('advance_payment', 'interim_advance_payment', 'performance');

t.test('anyone can compute a fee again from its lines, whatever the method and up to the largest amount', async () => {
  fc.assert(
    fc.property(feeRules, fc.oneof(amounts, fc.constant(yen(maxYen))), kinds, (rule, amount, kind) => {
      const fee = computeFee({ ...tariff, kinds: { ...tariff.kinds, [kind]: rule } }, kind, amount);
      const bases = fee.lines.map((line): number => (line.type === 'rate' ? line.base : 0));
      return (
        faultOfFeeRule(rule) === null &&
        feeFromLines(fee.lines) === fee.amount &&
        bases.reduce((sum, base) => sum + base, 0) === amount &&
        fee.amount >= rule.minimum &&
        fee.sample === rule.sample
      );
    }),
    runs,
  );
});

t.test('a line that contradicts itself is found out', async (t) => {
  const line: FeeLine = { type: 'rate', base: yen(3_333_333), ppm: 650, rounding: 'down', amount: yen(2166) };
  const filled: FeeLine = { type: 'minimum', minimum: yen(3000), amount: yen(834) };
  t.equal(feeFromLines([line]), 2166);
  t.equal(feeFromLines([line, filled]), 3000);
  t.equal(feeFromLines([]), 0);
  t.equal(feeFromLines([{ ...line, amount: yen(2167) }]), null);
  t.equal(feeFromLines([{ ...line, rounding: 'up' }]), null);
  t.equal(feeFromLines([filled, line]), null, 'what is filled up follows from the lines before it');
});

t.test('a rule of fees has one rate for every amount, or is refused with the tier that is wrong', async (t) => {
  const faulty = (method: FeeRule['method'], ...tiers: [number | null, number][]) =>
    faultOfFeeRule({
      ...{ method, minimum: yen(0), rounding: 'down', sample: true },
      tiers: tiers.map(([upTo, ppm]) => ({ upTo: upTo === null ? null : yen(upTo), ppm })),
    });
  t.equal(faulty('marginal', [1000, 1], [2000, 2], [null, 0]), null);
  t.equal(faulty('flat', [null, 1_000_000]), null);
  t.same(faulty('whole'), { code: 'tiers_end', tier: 0 });
  t.same(faulty('whole', [1000, 1]), { code: 'tiers_end', tier: 0 });
  t.same(faulty('marginal', [0, 1], [null, 2]), { code: 'tiers_do_not_ascend', tier: 0 });
  t.same(faulty('marginal', [1000, 1], [1000, 2], [null, 2]), { code: 'tiers_do_not_ascend', tier: 1 });
  t.same(faulty('marginal', [null, 1], [null, 2]), { code: 'tiers_do_not_ascend', tier: 1 });
  t.same(faulty('flat', [1000, 1], [null, 2]), { code: 'flat_has_one_tier', tier: 1 });
  for (const ppm of [-1, 0.5, 1_000_001])
    t.same(faulty('flat', [null, ppm]), { code: 'rate_out_of_range', tier: 0 }, `${ppm} ppm`);
});

t.test('more is never cheaper where the rate does not fall with the tier', async () => {
  const charge = (amount: number) => computeFee(tariff, 'advance_payment', yen(amount)).amount;
  fc.assert(
    fc.property(anyAmount, fc.integer({ min: 0, max: 1000 }), (amount, more) => {
      return charge(amount) <= charge(Math.min(amount + more, maxYen));
    }),
    runs,
  );
});

t.test('the tariff of a day is the newest one valid on it', async (t) => {
  const next: Tariff = { ...tariff, version: '2027-04', validFrom: day('2027-04-01') };
  for (const tariffs of [
    [tariff, next],
    [next, tariff],
  ]) {
    t.equal(tariffOn(tariffs, day('2027-03-31')).version, '2026-04');
    t.equal(tariffOn(tariffs, day('2027-04-01')).version, '2027-04');
    t.throws(() => tariffOn(tariffs, day('2026-03-31')), { code: 'tariff_missing', detail: { day: '2026-03-31' } });
  }
});

const noDates: TriggerDates = {
  notice: null,
  bid: null,
  order: null,
  award: null,
  plannedContract: null,
  contract: null,
  originalContract: null,
};
const request: ElectronicRequest = {
  kind: 'performance',
  subject: 'construction',
  dates: noDates,
  ordererAllowsElectronic: false,
  appliedOn: day('2026-11-12'),
  today: day('2026-11-12'),
};
const accepting: ElectronicRules = {
  since: day('2025-04-01'),
  trigger: null,
  kinds: ['advance_payment', 'performance'],
  subjects: ['construction'],
};
const rulesOf = (electronic: Partial<ElectronicRules>): OrdererRules => ({
  electronic: { ...accepting, ...electronic },
  submission: [],
  source: 'https://www.example.jp/',
});
const judge = (electronic: Partial<ElectronicRules>, given: Partial<ElectronicRequest> = {}) =>
  judgeElectronic(rulesOf(electronic), { ...request, ...given });

t.test('an orderer that nobody has confirmed takes paper only', async (t) => {
  t.match(judgeElectronic(null, request), { accepted: false, reason: 'electronic_unconfirmed' });
});

t.test('an orderer that accepts only some kinds or subjects refuses the others', async (t) => {
  t.match(judge({}, { kind: 'interim_advance_payment' }), { reason: 'electronic_kind_not_accepted' });
  t.match(judge({}, { subject: 'consulting' }), { reason: 'electronic_subject_not_accepted' });
});

t.test('where the orderer allows it work by work, only the declaration counts', async (t) => {
  const perWork = { since: null, trigger: 'orderer_allows_per_work' } as const;
  t.match(judge(perWork), { accepted: false, reason: 'electronic_not_allowed_for_work' });
  t.same(judge(perWork, { ordererAllowsElectronic: true }), { accepted: true, on: null });
  t.match(judge({ ...perWork, since: day('2099-01-01') }, { ordererAllowsElectronic: true }), { accepted: true });
  t.match(judge({}, { ordererAllowsElectronic: false }), { accepted: true }, 'elsewhere it does not count');
});

t.test('an unknown first day never refuses', async (t) => {
  t.same(judge({ since: null, trigger: 'notice_date' }), { accepted: true, on: null });
});

t.test('without a trigger, and for the day of the guarantee itself, the day of application counts', async (t) => {
  for (const trigger of [null, 'guarantee_contract_date'] as const) {
    const since = day('2026-11-12');
    t.same(judge({ trigger, since }), { accepted: true, on: '2026-11-12' }, 'the first day is included');
    t.same(judge({ trigger, since: day('2026-11-13') }), {
      accepted: false,
      reason: 'electronic_not_yet_accepted',
      since: '2026-11-13',
      on: '2026-11-12',
    });
  }
});

t.test('a date that a trigger names decides, and is asked for by name where it is missing', async (t) => {
  const triggers = {
    notice_date: 'notice',
    bid_date: 'bid',
    order_date: 'order',
    award_date: 'award',
    planned_contract_notice_date: 'plannedContract',
    contract_date: 'contract',
    original_contract_date: 'originalContract',
  } as const;
  for (const [trigger, date] of Object.entries(triggers) as [keyof typeof triggers, keyof TriggerDates][]) {
    const dated = (on: CalendarDay) => judge({ trigger }, { dates: { ...noDates, [date]: on } });
    t.same(judge({ trigger }), {
      accepted: false,
      reason: 'electronic_date_missing',
      since: '2025-04-01',
      missing: date,
    });
    t.same(dated(day('2025-04-01')), { accepted: true, on: '2025-04-01' });
    t.match(dated(day('2025-03-31')), { accepted: false, reason: 'electronic_not_yet_accepted', on: '2025-03-31' });
  }
});

t.test('the planned day of a contract stands in while it is not signed', async (t) => {
  const [plannedContract, contract] = [day('2025-03-31'), day('2025-04-01')];
  const judged = (dates: Partial<TriggerDates>) =>
    judge({ trigger: 'contract_date' }, { dates: { ...noDates, ...dates } });
  t.match(judged({ plannedContract }), { accepted: false, on: '2025-03-31' });
  t.match(judged({ plannedContract, contract }), { accepted: true, on: '2025-04-01' });
});

t.test('the rules that public bodies publish have a place for everything that they say', async (t) => {
  const nagato: OrdererRules = {
    electronic: {
      since: day('2024-01-01'),
      trigger: 'planned_contract_notice_date',
      kinds: ['advance_payment', 'interim_advance_payment', 'performance'],
      subjects: ['construction', 'consulting'],
      excludes: ['amendment_of_contract_before_start'],
    },
    submission: [
      {
        kinds: ['performance'],
        channel: 'email',
        subject: null,
        body: [],
        attach: ['key_notice'],
        deadline: 'with_contract',
        confirmByPhone: false,
      },
    ],
    source: 'https://www.city.nagato.yamaguchi.jp/soshiki/58/50609.html',
  };
  t.match(judgeElectronic(nagato, { ...request, dates: { ...noDates, plannedContract: day('2024-01-01') } }), {
    accepted: true,
  });
});

t.test('a kind is approved on its papers: any one of each group', async (t) => {
  t.strictSame(missingAttachments('advance_payment', ['award_notice', 'other']), [['contract']]);
  t.strictSame(missingAttachments('advance_payment', ['contract']), []);
  t.strictSame(missingAttachments('performance', ['other']), [['contract', 'award_notice']]);
  t.strictSame(missingAttachments('performance', ['award_notice']), []);
  t.strictSame(missingAttachments('performance', ['contract']), []);
  t.strictSame(missingAttachments('interim_advance_payment', ['contract']), [['recognition']]);
});
