import type { CalendarDay } from './calendar-day.js';
import { upperCase } from './normalise.js';

/** 元号, newest first, each with its first day and what people type for it. */
const eras = [
  { name: '令和', from: '2019-05-01', typed: ['令和', '令', '㋿', 'R'] },
  { name: '平成', from: '1989-01-08', typed: ['平成', '平', '㍻', 'H'] },
  { name: '昭和', from: '1926-12-25', typed: ['昭和', '昭', '㍼', 'S'] },
  { name: '大正', from: '1912-07-30', typed: ['大正', '大', '㍽', 'T'] },
  { name: '明治', from: '1868-10-23', typed: ['明治', '明', '㍾', 'M'] },
] as const;

export type EraName = (typeof eras)[number]['name'];

/** `令和8年11月22日`; the first year of an era is 元年. Days before 明治 keep the Western year. */
export function formatWareki(day: CalendarDay): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const era = eraOf(day);
  const eraYear = era === null ? year : year - firstYearOf(era) + 1;
  return `${era ?? ''}${era !== null && eraYear === 1 ? '元' : eraYear}年${month}月${date}日`;
}

/** The era in which the day lies; null before 明治. */
export function eraOf(day: CalendarDay): EraName | null {
  return eras.find((era) => day >= era.from)?.name ?? null;
}

/** The era that is meant by 令和, 令, ㋿, R or r. */
export function eraTypedAs(text: string): EraName | null {
  return eras.find((era) => (era.typed as readonly string[]).includes(upperCase(text)))?.name ?? null;
}

/** The Gregorian year in which the era began: its 元年. */
export function firstYearOf(era: EraName): number {
  return Number(eras.find((each) => each.name === era)!.from.slice(0, 4));
}

/** 令和8年度 is 8: as two digits it stands in the guarantee number. */
export function reiwaYearOf(fiscalYear: number): number {
  const year = fiscalYear - firstYearOf('令和') + 1;
  if (!Number.isInteger(year) || year < 1 || year > 99) throw new RangeError(`no fiscal year of 令和: ${fiscalYear}`);
  return year;
}
