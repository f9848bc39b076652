import { type CalendarDay, isCalendarDay } from './calendar-day.js';
import { isYen, type Yen } from './money.js';
import { Refusal } from './refusal.js';

/** Reads foreign JSON strictly: `at` is the JSON Pointer of `value`, and what does not fit is refused with it. */
export type Reader<T> = (value: unknown, at: string) => T;

export function malformed(at: string, expected: string): never {
  throw new Refusal('certificate_malformed', { expected }, at);
}

/** A value that passes the test, `expected` in words. */
export function that<T>(test: (value: unknown) => value is T, expected: string): Reader<T> {
  return (value, at) => (test(value) ? value : malformed(at, expected));
}

/** Well-formed Unicode: a lone surrogate would not survive being written as UTF-8. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && !/\p{Surrogate}/u.test(value);
}

export const text = that(isText, 'text');
export const nonEmptyText = that((value): value is string => isText(value) && value !== '', 'text that is not empty');
export const day: Reader<CalendarDay> = that(isCalendarDay, 'a day, YYYY-MM-DD');
export const amountOfYen: Reader<Yen> = that(isYen, 'whole yen');
export const count = that(
  (value): value is number => Number.isSafeInteger(value) && (value as number) >= 0 && !Object.is(value, -0),
  'a whole number from 0',
);

export function oneOf<const T extends string>(words: readonly T[]): Reader<T> {
  return that((value): value is T => words.includes(value as T), words.join(' | '));
}

export function matching(pattern: RegExp): Reader<string> {
  return that((value): value is string => typeof value === 'string' && pattern.test(value), String(pattern));
}

export function orNull<T>(read: Reader<T>): Reader<T | null> {
  return (value, at) => (value === null ? null : read(value, at));
}

export function listOf<T>(read: Reader<T>): Reader<T[]> {
  return (value, at) =>
    Array.isArray(value) ? value.map((item, i) => read(item, `${at}/${i}`)) : malformed(at, 'a list');
}

/** Exactly these members: a missing one and an unknown one are both refused. */
export function record<T extends object>(members: { [K in keyof T]-?: Reader<T[K]> }): Reader<T> {
  return (value, at) => {
    const given = membersOf(value, at);
    const unknown = Object.keys(given).find((name) => !Object.hasOwn(members, name));
    if (unknown !== undefined) malformed(`${at}/${escaped(unknown)}`, 'no such member');
    return Object.fromEntries(
      Object.entries<Reader<unknown>>(members).map(([name, read]) => {
        const path = `${at}/${escaped(name)}`;
        return [name, Object.hasOwn(given, name) ? read(given[name], path) : malformed(path, 'a member')];
      }),
    ) as T;
  };
}

export function membersOf(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) malformed(at, 'an object');
  return value as Record<string, unknown>;
}

/** A member's name as a token of a JSON Pointer (RFC 6901). */
export function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
