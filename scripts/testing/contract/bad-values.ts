import type { ContractReader, Schema } from './document.js';

export interface BadBody {
  /** The field that is wrong, and must be named. */
  pointer: string;
  what: string;
  body: unknown;
}

/** Every way in which one field of a right body can be made wrong, as far as the contract can tell. */
export function badBodies(reader: ContractReader, schema: Schema, body: unknown): BadBody[] {
  return visit(schema, body, []);

  function visit(schema: Schema, value: unknown, path: (string | number)[]): BadBody[] {
    const shape = shapeOf(schema, value);
    const own = wrongValues(schema, shape).map(({ what, bad }) => wrong(path, what, () => bad));
    return [
      ...own,
      ...(shape.properties ? members(shape, value as object, path) : []),
      ...elements(shape, value, path),
    ];
  }

  function members(shape: Schema, value: object, path: (string | number)[]): BadBody[] {
    const unknown = wrong([...path, 'noSuchField'], 'an unknown field', () => 1);
    const missing = (shape.required ?? []).map((name) => wrong([...path, name], 'missing', undefined));
    const inside = Object.entries(value).flatMap(([name, member]) =>
      shape.properties?.[name] ? visit(shape.properties[name], member, [...path, name]) : [],
    );
    return [unknown, ...missing, ...inside];
  }

  function elements({ items }: Schema, value: unknown, path: (string | number)[]): BadBody[] {
    return items && Array.isArray(value) && value.length > 0 ? visit(items, value[0], [...path, 0]) : [];
  }

  /** Of several shapes, the one that the right value has. */
  function shapeOf(schema: Schema, value: unknown): Schema {
    const resolved = reader.resolve(schema);
    const shapes = resolved.anyOf ?? resolved.oneOf;
    const meant = shapes?.find((one) => reader.faults(one, value).length === 0);
    return meant ? shapeOf(meant, value) : resolved;
  }

  function wrongValues(schema: Schema, shape: Schema): { what: string; bad: unknown }[] {
    const candidates: [string, unknown][] = [
      ['a number', 4.5],
      ['a text', 'no such value'],
      ['a truth value', true],
      ['an object', { unexpected: 1 }],
      ['an array', []],
      ['null', null],
      ['empty', ''],
      ['a control character', '\u0007'],
    ];
    if (shape.maxLength !== undefined) candidates.push(['too long', 'x'.repeat(shape.maxLength + 1)]);
    if (shape.minimum !== undefined) candidates.push(['too small', shape.minimum - 1]);
    if (shape.maximum !== undefined) candidates.push(['too large', shape.maximum + 1]);
    return candidates.filter(([, bad]) => reader.faults(schema, bad).length > 0).map(([what, bad]) => ({ what, bad }));
  }

  function wrong(path: (string | number)[], what: string, bad: (() => unknown) | undefined): BadBody {
    const pointer = path.map((step) => `/${step}`).join('');
    if (path.length === 0) return { pointer, what, body: bad?.() };
    const changed = structuredClone(body);
    const parent = path.slice(0, -1).reduce<unknown>((at, step) => (at as never)[step], changed) as Record<
      string,
      unknown
    >;
    if (bad) parent[path.at(-1)!] = bad();
    else delete parent[path.at(-1)!];
    return { pointer, what, body: changed };
  }
}
