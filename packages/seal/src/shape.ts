import { SealError } from './seal-error.js';

/** Returns the value if it has this shape; otherwise refuses it with a JSON Pointer to what is wrong. */
export type Shape<T> = (value: unknown, at: string) => T;

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Exactly these members: an unknown one is refused, and a missing one since no shape takes undefined. */
export function object<T extends object>(members: { [K in keyof T]: Shape<T[K]> }): Shape<T> {
  const names = Object.keys(members) as (keyof T & string)[];
  return (value, at) => {
    if (!isObject(value)) return refuse(at);
    for (const name of names) {
      members[name](value[name], `${at}/${name}`);
    }
    for (const name of Object.keys(value)) {
      if (!Object.hasOwn(members, name)) refuse(`${at}/${asToken(name)}`);
    }
    return value as T;
  };
}

export function list<T>(item: Shape<T>, { min, max }: { min: number; max: number }): Shape<T[]> {
  return (value, at) => {
    if (!Array.isArray(value) || value.length < min || value.length > max) return refuse(at);
    value.forEach((entry, index) => {
      item(entry, `${at}/${index}`);
    });
    return value as T[];
  };
}

export function text<T extends string>(pattern: RegExp): Shape<T> {
  return (value, at) => (typeof value === 'string' && pattern.test(value) ? (value as T) : refuse(at));
}

export function oneOf<T extends string>(values: readonly T[]): Shape<T> {
  return (value, at) => (values.includes(value as T) ? (value as T) : refuse(at));
}

export function integer(min: number, max: number): Shape<number> {
  return (value, at) =>
    Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max
      ? (value as number)
      : refuse(at);
}

export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return (value, at) => (value === null ? null : shape(value, at));
}

export function satisfying<T>(is: (value: unknown) => value is T): Shape<T> {
  return (value, at) => (is(value) ? value : refuse(at));
}

export function refuse(at: string): never {
  throw new SealError('member_invalid', at);
}

/** Cut short, since a name can be as long as what was sent. */
function asToken(name: string): string {
  return name.slice(0, 64).replaceAll('~', '~0').replaceAll('/', '~1');
}
