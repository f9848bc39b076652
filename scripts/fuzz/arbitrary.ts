import fc from 'fast-check';
import type { ContractReader, Schema } from '../testing/contract/document.js';

interface FullSchema extends Schema {
  const?: unknown;
  enum?: unknown[];
  pattern?: string;
  format?: string;
  minLength?: number;
  anyOf?: FullSchema[];
  oneOf?: FullSchema[];
}

/** Texts that programs stumble over, and names as people really have them. */
const awkward = [
  '',
  ' ',
  '髙﨑\uFA10組',
  '𠮷野家',
  '㈱見本',
  '０１２３',
  "'; drop table guarantees; --",
  '%_\\%',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '__proto__',
  'null',
  '\u202e逆',
  'が'.normalize('NFD'),
  'あ'.repeat(300),
];

/** What a schema lets through, leaning to the edges of what it says. */
export function arbitraryOf(reader: ContractReader, given: Schema): fc.Arbitrary<unknown> {
  const schema = reader.resolve(given) as FullSchema;
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const shapes = schema.anyOf ?? schema.oneOf;
  if (shapes) return fc.oneof(...shapes.map((one) => arbitraryOf(reader, one)));
  const types = [schema.type ?? 'object'].flat();
  return fc.oneof(...types.map((type) => ofType(reader, schema, type)));
}

function ofType(reader: ContractReader, schema: FullSchema, type: string): fc.Arbitrary<unknown> {
  switch (type) {
    case 'string':
      return text(schema);
    case 'integer':
    case 'number':
      return whole(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(arbitraryOf(reader, schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.max(schema.minItems ?? 0, Math.min(schema.maxItems ?? 3, 3)),
      });
    default:
      return members(reader, schema);
  }
}

function members(reader: ContractReader, { properties = {}, required = [] }: FullSchema): fc.Arbitrary<unknown> {
  const arbitraries = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, arbitraryOf(reader, schema)]),
  );
  return fc.record(arbitraries, { requiredKeys: required });
}

function whole({ minimum = -1, maximum = 1_000_000_000_000 }: FullSchema): fc.Arbitrary<number> {
  const within = [minimum, minimum + 1, 100, 20_000_000, maximum].filter((n) => n >= minimum && n <= maximum);
  return fc.oneof(fc.constantFrom(...within), fc.integer({ min: minimum, max: Math.min(maximum, 2 ** 31) }));
}

const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());

function text({ format, pattern, minLength = 0, maxLength = 300 }: FullSchema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid();
  if (format === 'date') return day.map((iso) => iso.slice(0, 10));
  if (format === 'date-time') return day;
  if (format === 'email') return fc.constantFrom('soumu@example.jp', 'a@b.jp', `${'x'.repeat(60)}@example.jp`);
  const free = fc.oneof(fc.constantFrom(...awkward), fc.string({ minLength, maxLength: Math.min(maxLength, 40) }));
  return fc.oneof(...matching(pattern), free).map((value) => [...value].slice(0, maxLength).join(''));
}

/** Nothing for what looks ahead: fast-check does not go there. */
function matching(pattern?: string): fc.Arbitrary<string>[] {
  if (pattern === undefined || pattern.includes('(?=')) return [];
  return [fc.stringMatching(new RegExp(pattern))];
}
