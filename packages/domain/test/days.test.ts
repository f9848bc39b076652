import fc from 'fast-check';
import t from 'tap';
import { numRuns } from '../../../scripts/testing/extent.js';
import {
  addDays,
  type CalendarDay,
  calendarDay,
  compareDays,
  daysBetween,
  fiscalYearOf,
  isCalendarDay,
  lastDayOfFiscalYear,
  parseDay,
  todayInTokyo,
} from '../src/calendar-day.js';
import { judgePlan, plannedAmount } from '../src/fiscal-year-plan.js';
import { yen } from '../src/money.js';
import { formatWareki, reiwaYearOf } from '../src/wareki.js';

const runs = { numRuns };
const day = (text: string) => calendarDay(text);
const from = (first: string) =>
  fc.integer({ min: 0, max: daysBetween(day(first), day('2117-12-31')) }).map((n) => addDays(day(first), n));

t.test('a calendar day is one that the calendar knows', async (t) => {
  for (const text of ['2026-11-22', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31']) t.ok(isCalendarDay(text));
  for (const text of ['2026-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00', '2026-1-1']) {
    t.notOk(isCalendarDay(text), text);
    t.throws(() => calendarDay(text), RangeError);
  }
  for (const text of ['2026-11-22T00:00:00Z', '2026-11-22\n', '20261122', '', null, 20261122])
    t.notOk(isCalendarDay(text));
});

t.test('a day is read as people type it', async (t) => {
  const typed = [
    ...[
      '令和8年11月10日',
      '令和８年１１月１０日',
      ' 令和 8年 11月 10日 ',
      '令8.11.10',
      '㋿8年11月10日',
      '令和08年11月10日',
    ],
    ...['R8.11.10', 'r8/11/10', 'Ｒ８．１１．１０', 'R8-11-10', 'Ｒ８ー１１ー１０'],
    ...['2026/11/10', '２０２６／１１／１０', '2026.11.10', '2026年11月10日', '20261110', '２０２６１１１０'],
    ...['2026-11-10', '２０２６−１１−１０', '2026年11月10日'],
  ];
  for (const text of typed) t.equal(parseDay(text), '2026-11-10', text);
  t.equal(parseDay('2026/4/1'), '2026-04-01');
  t.equal(parseDay('令和元年5月1日'), '2019-05-01');
  t.equal(parseDay('R1.5.1'), '2019-05-01');
  t.equal(parseDay('平成31年4月30日'), '2019-04-30');
  t.equal(parseDay('S64.1.7'), '1989-01-07');
  t.equal(parseDay('昭和元年12月25日'), '1926-12-25');
  t.equal(parseDay('大正15年12月24日'), '1926-12-24');
  t.equal(parseDay('㍾45年7月29日'), '1912-07-29');
  t.equal(parseDay('明治6年1月1日'), '1873-01-01');
});

t.test('what is no day is not guessed at', async (t) => {
  const typed = [
    '',
    '令和8年2月29日',
    '令和8年11月31日',
    '8年11月10日',
    'X8.11.10',
    '2026/13/1',
    '2026111',
    '11/10/2026',
    '明日',
  ];
  for (const text of typed) t.equal(parseDay(text), null, text);
  for (const text of ['令和元年4月30日', '平成31年5月1日', 'H32.3.31', '昭和64年1月8日', '令和0年5月1日', 'ſ64.1.7']) {
    t.equal(parseDay(text), null, `${text}: the era does not hold that day`);
  }
});

t.test('wareki agrees with the calendar of Intl, on every era boundary and everywhere else', async (t) => {
  const intl = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
    era: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    timeZone: 'UTC',
  });
  const agrees = (each: CalendarDay) => formatWareki(each) === intl.format(new Date(`${each}T00:00:00Z`));
  for (const boundary of ['1868-10-23', '1912-07-30', '1926-12-25', '1989-01-08', '2019-05-01']) {
    for (const offset of [0, 1, 365, 366]) t.ok(agrees(addDays(day(boundary), offset)), boundary);
    if (boundary > '1869') t.ok(agrees(addDays(day(boundary), -1)), `the day before ${boundary}`);
  }
  fc.assert(fc.property(from('1868-10-23'), agrees), runs);
});

t.test('wareki is printed without padding, the first year as 元年', async (t) => {
  t.equal(formatWareki(day('2026-11-22')), '令和8年11月22日');
  t.equal(formatWareki(day('2027-03-09')), '令和9年3月9日');
  t.equal(formatWareki(day('2019-05-01')), '令和元年5月1日');
  t.equal(formatWareki(day('2019-04-30')), '平成31年4月30日');
  t.equal(formatWareki(day('1868-10-22')), '1868年10月22日', 'no era before 明治');
});

t.test('what is printed can be typed again', async () => {
  fc.assert(
    fc.property(from('1868-10-23'), (each) => parseDay(formatWareki(each)) === each && parseDay(each) === each),
    runs,
  );
});

t.test('the day in Tokyo does not depend on the zone of the machine', async (t) => {
  const zone = process.env.TZ;
  for (const tz of ['UTC', 'Asia/Tokyo', 'America/Los_Angeles', 'Pacific/Kiritimati']) {
    process.env.TZ = tz;
    t.equal(todayInTokyo(new Date('2026-11-21T14:59:59.999Z')), '2026-11-21', tz);
    t.equal(todayInTokyo(new Date('2026-11-21T15:00:00.000Z')), '2026-11-22', tz);
    t.equal(addDays(day('2026-03-28'), 2), '2026-03-30', tz);
    t.equal(parseDay('R8.11.10'), '2026-11-10', tz);
  }
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

t.test('days are counted over months, leap years and centuries', async (t) => {
  t.equal(addDays(day('2024-02-28'), 1), '2024-02-29');
  t.equal(addDays(day('2023-12-31'), 1), '2024-01-01');
  t.equal(addDays(day('2027-03-19'), -30), '2027-02-17');
  t.equal(daysBetween(day('2026-11-11'), day('2027-03-19')), 128);
  t.equal(daysBetween(day('2026-11-11'), day('2026-11-10')), -1);
  t.throws(() => addDays(day('9999-12-31'), 1), RangeError);
  fc.assert(
    fc.property(from('1868-10-23'), fc.integer({ min: -9999, max: 9999 }), (each, n) => {
      return daysBetween(each, addDays(each, n)) === n && compareDays(each, addDays(each, n)) === Math.sign(-n) + 0;
    }),
    runs,
  );
  t.same([day('2026-04-01'), day('2025-12-31'), day('2026-03-31')].sort(compareDays), [
    '2025-12-31',
    '2026-03-31',
    '2026-04-01',
  ]);
});

t.test('a fiscal year runs from April to March', async (t) => {
  t.equal(fiscalYearOf(day('2027-03-31')), 2026);
  t.equal(fiscalYearOf(day('2026-04-01')), 2026);
  t.equal(fiscalYearOf(day('2026-12-31')), 2026);
  t.equal(lastDayOfFiscalYear(2026), '2027-03-31');
  t.equal(reiwaYearOf(2026), 8);
  t.equal(reiwaYearOf(2019), 1);
  for (const year of [2018, 2118, 2026.5]) t.throws(() => reiwaYearOf(year), RangeError);
});

t.test('every day lies in the fiscal year whose March ends it, and a year later in the next', async () => {
  fc.assert(
    fc.property(from('1868-10-23'), (each) => {
      const year = fiscalYearOf(each);
      const [last, next] = [lastDayOfFiscalYear(year), addDays(lastDayOfFiscalYear(year), 1)];
      return (
        each <= last &&
        each > lastDayOfFiscalYear(year - 1) &&
        fiscalYearOf(last) === year &&
        fiscalYearOf(next) === year + 1 &&
        next.endsWith('-04-01')
      );
    }),
    runs,
  );
});

t.test(
  'a plan of multi-year works is sound where each year follows, to the last, and no sum exceeds the price',
  async (t) => {
    const works = {
      contractDate: day('2026-11-10'),
      period: { from: day('2026-11-11'), to: day('2029-03-19') },
      contractPrice: yen(100),
    };
    const plan = (...years: [year: number, output: number, limit: number][]) =>
      years.map(([year, output, limit]) => ({ year, plannedOutput: yen(output), paymentLimit: yen(limit) }));
    const sound = plan([2026, 30, 0], [2027, 30, 60], [2028, 40, 40]);
    t.same(judgePlan(sound, works), []);
    t.same(judgePlan(sound.slice(1), works), [], 'a year in which nothing is paid may be left out at the beginning');
    t.same(judgePlan(sound.slice(0, 2), works), [{ code: 'fiscal_years_end_early' }]);
    t.same(judgePlan([sound[0]!, sound[2]!], works), [{ code: 'fiscal_years_not_in_order', index: 1 }]);
    t.same(judgePlan(plan([2025, 1, 1], [2026, 1, 1]), works), [{ code: 'fiscal_year_outside_works', index: 0 }]);
    t.same(judgePlan(plan([2027, 61, 50], [2028, 40, 50]), works), [{ code: 'planned_outputs_above_price', sum: 101 }]);
    t.same(judgePlan(plan([2027, 50, 61], [2028, 50, 40]), works), [{ code: 'payment_limits_above_price', sum: 101 }]);
    t.same(judgePlan(plan([2028, 1, 1]), { ...works, contractDate: null }), []);
    t.equal(plannedAmount(sound, { year: 2027, basis: 'planned_output' }), 30);
    t.equal(plannedAmount(sound, { year: 2027, basis: 'payment_limit' }), 60);
    t.equal(plannedAmount(sound, { year: 2029, basis: 'payment_limit' }), null);
  },
);
