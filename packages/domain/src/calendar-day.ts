import { compact } from './normalise.js';
import { eraOf, eraTypedAs, firstYearOf } from './wareki.js';

/** A day of the calendar in Asia/Tokyo, `YYYY-MM-DD`; sorts as text. */
export type CalendarDay = string & { readonly __calendarDay: unique symbol };

const dayInMilliseconds = 86_400_000;
/** Japan has known no summer time since 1951. */
const tokyoAheadOfUtc = 9 * 3_600_000;

export function isCalendarDay(text: unknown): text is CalendarDay {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false;
  const time = startOf(text);
  return !Number.isNaN(time) && dayOf(time) === text;
}

export function calendarDay(text: string): CalendarDay {
  if (!isCalendarDay(text)) throw new RangeError(`not a calendar day: ${text}`);
  return text;
}

/** A day as people type it: 令和8年11月10日, R8.11.10, 2026/11/10, 20261110, 2026-11-10, in any width. Null if it is none. */
export function parseDay(text: string): CalendarDay | null {
  const typed = compact(text);
  const western = /^(\d{4})(\d{2})(\d{2})$/u.exec(typed) ?? /^(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?$/u.exec(typed);
  if (western) return dayFrom(Number(western[1]), western[2]!, western[3]!);

  const japanese = /^(\D{1,2}?)(元|\d{1,2})[年./-](\d{1,2})[月./-](\d{1,2})日?$/u.exec(typed);
  const era = japanese && eraTypedAs(japanese[1]!);
  if (!japanese || !era) return null;
  const eraYear = japanese[2] === '元' ? 1 : Number(japanese[2]);
  const day = dayFrom(firstYearOf(era) + eraYear - 1, japanese[3]!, japanese[4]!);
  return day !== null && eraOf(day) === era ? day : null;
}

export function todayInTokyo(now: Date): CalendarDay {
  return calendarDay(dayOf(now.getTime() + tokyoAheadOfUtc));
}

export function addDays(day: CalendarDay, days: number): CalendarDay {
  return calendarDay(dayOf(startOf(day) + days * dayInMilliseconds));
}

/** For sorting: negative if `a` is earlier. */
export function compareDays(a: CalendarDay, b: CalendarDay): -1 | 0 | 1 {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** How many days later `to` is than `from`. */
export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return (startOf(to) - startOf(from)) / dayInMilliseconds;
}

/** 年度: the Gregorian year in which its April falls. */
export function fiscalYearOf(day: CalendarDay): number {
  const year = Number(day.slice(0, 4));
  return day.slice(5) >= '04-01' ? year : year - 1;
}

export function lastDayOfFiscalYear(year: number): CalendarDay {
  return calendarDay(`${String(year + 1).padStart(4, '0')}-03-31`);
}

function dayFrom(year: number, month: string, day: string): CalendarDay | null {
  const text = `${String(year).padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDay(text) ? text : null;
}

function startOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, -'T00:00:00.000Z'.length);
}
