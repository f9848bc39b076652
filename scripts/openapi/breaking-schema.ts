import type { Contract } from './contracts.js';

/** As much of a schema as a promise can be read from. */
export interface Shape {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  anyOf?: Shape[];
}

const unprintable = '\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff';

/** Patterns that were written in another way and accept what they accepted, to the letter; the test tries it. */
export const respelled = new Map([
  [
    `^[^${unprintable}]*[^${unprintable}\\s][^${unprintable}]*$`,
    `^(?=[^${unprintable}]*[^${unprintable}\\s])[^${unprintable}]*$`,
  ],
]);

/** `sent`: whatever was accepted still is. `answered`: whatever was promised still comes; more may come. */
export type Direction = 'sent' | 'answered';

/** What a schema no longer keeps of what it promised, each with where. */
export function brokenPromises(before: Contract, after: Contract, direction: Direction) {
  const compared = new Set<string>();
  const sent = direction === 'sent';

  return compare;

  function compare(was: Shape, is: Shape, at: string): string[] {
    const pair = `${was.$ref} ${is.$ref}`;
    if (was.$ref && is.$ref) {
      if (compared.has(pair)) return [];
      compared.add(pair);
    }
    return compareResolved(resolve(before, was), resolve(after, is), at);
  }

  function compareResolved(was: Shape, is: Shape, at: string): string[] {
    if (was.anyOf || is.anyOf) return alternatives(was.anyOf ?? [was], is.anyOf ?? [is], at);
    const types = listed(was.type);
    const lost = sent
      ? types.filter((type) => is.type !== undefined && !listed(is.type).includes(type))
      : listed(is.type).filter((type) => was.type !== undefined && !types.includes(type));
    if (lost.length > 0) return [`${at} is ${is.type} and was ${was.type}`];
    return [...values(was, is, at), ...(sent ? limits(was, is, at) : []), ...members(was, is, at)];
  }

  /** A new value may be answered, since who reads has to live with it; a value that was accepted stays accepted. */
  function values(was: Shape, is: Shape, at: string): string[] {
    const [had, has] = [valuesOf(was), valuesOf(is)];
    if (!sent) return had && !has ? [`${at} may be anything, and was one of ${had.join(', ')}`] : [];
    const gone = has ? (had ?? ['anything']).filter((value) => !has.includes(value)) : [];
    return gone.map((value) => `${at} no longer accepts ${value}`);
  }

  function limits(was: Shape, is: Shape, at: string): string[] {
    const tighter = (['maximum', 'maxLength', 'maxItems'] as const)
      .filter((name) => (is[name] ?? Infinity) < (was[name] ?? Infinity))
      .concat(
        (['minimum', 'minLength', 'minItems'] as const).filter(
          (name) => (is[name] ?? -Infinity) > (was[name] ?? -Infinity),
        ) as never,
      );
    const other = (['pattern', 'format'] as const).filter(
      (name) => is[name] !== undefined && is[name] !== was[name] && respelled.get(was[name]!) !== is[name],
    );
    return [...tighter, ...other].map((name) => `${at} has another ${name}: ${is[name]}`);
  }

  function members(was: Shape, is: Shape, at: string): string[] {
    const [had, has] = [was.properties ?? {}, is.properties ?? {}];
    const [needed, needs] = [was.required ?? [], is.required ?? []];
    return [
      ...Object.keys(had).flatMap((name) =>
        has[name] ? compare(had[name]!, has[name]!, `${at}/${name}`) : [`${at}/${name} is gone`],
      ),
      ...(sent ? needs.filter((name) => !needed.includes(name)).map((name) => `${at}/${name} is required now`) : []),
      ...(sent
        ? []
        : needed
            .filter((name) => has[name] && !needs.includes(name))
            .map((name) => `${at}/${name} may be missing now`)),
      ...(was.items && is.items ? compare(was.items, is.items, `${at}/*`) : []),
    ];
  }

  function alternatives(was: Shape[], is: Shape[], at: string): string[] {
    const has = new Map(is.map((one, i) => [nameOf(resolve(after, one), i), one]));
    const had = new Map(was.map((one, i) => [nameOf(resolve(before, one), i), one]));
    return [
      ...[...had].flatMap(([name, one]) => {
        const same = has.get(name);
        if (same) return compare(one, same, at);
        return sent ? [`${at} no longer accepts ${name}`] : [];
      }),
      ...(!sent && has.has('null') && !had.has('null') ? [`${at} may be null now`] : []),
    ];
  }
}

function resolve({ components }: Contract, shape: Shape): Shape {
  const name = shape.$ref?.split('/').at(-1);
  return name === undefined ? shape : (components.schemas[name] as Shape);
}

/** Alternatives are told apart by what only they say: a constant, or their type. */
function nameOf({ type, properties = {} }: Shape, index: number): string {
  const constants = Object.entries(properties).flatMap(([name, one]) =>
    valuesOf(one)?.length === 1 ? [`${name} ${valuesOf(one)}`] : [],
  );
  return constants.length > 0
    ? constants.join(' ')
    : typeof type === 'string' && type !== 'object'
      ? type
      : `the ${index + 1}. form`;
}

const valuesOf = (shape: Shape) => shape.enum ?? ('const' in shape ? [shape.const] : undefined);

const listed = (type: Shape['type'] = []) => [type].flat();
