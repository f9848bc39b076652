/** The little that the linter needs to reckon with, written for it alone. */

const largestAmount = 999_999_999_999;

export const isAmount = (n: number): boolean => Number.isInteger(n) && n >= 1 && n <= largestAmount;

/** 20261110 for 2026-11-10; 0 for what the calendar does not know. Larger is later. */
export function dayNumber(text: string): number {
  const [, year, month, day] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).map(Number);
  if (!year || !month || !day || month > 12 || day > daysIn(year, month)) return 0;
  return year * 10_000 + month * 100 + day;
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return leap ? 29 : 28;
}

/** 年度: January to March belong to the year before. */
export function fiscalYear(day: string): number {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return month <= 3 ? year - 1 : year;
}

/** `40.0`: tenths of a percent by whole division, nothing rounded. */
export function shownPercent(amount: number, base: number): string {
  const thousandfold = amount * 1000;
  const tenths = (thousandfold - (thousandfold % base)) / base;
  return `${(tenths - (tenths % 10)) / 10}.${tenths % 10}`;
}

export const isBlank = (text: string): boolean => text.replaceAll(/[\s\u3000]/g, '') === '';

/** Ten-thousandths of a percent: `33.3333` is 333,333. */
export function shareOf(text: string): number {
  const [whole = '', decimals = ''] = text.split('.');
  return Number(`${whole}${decimals.padEnd(4, '0').slice(0, 4)}`);
}
