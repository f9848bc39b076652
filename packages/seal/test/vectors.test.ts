import { readdirSync, readFileSync } from 'node:fs';
import t from 'tap';
import { sealErrorCodes } from '../src/format.js';
import type { Vector } from './make-vectors/vector.js';
import { type Operation, operations } from './operations.js';
import { outcomeOf } from './outcome.js';
import { vectorsFolder } from './world.js';

function vectorsIn(folder: 'valid' | 'invalid'): (Vector & { name: string })[] {
  const url = new URL(`${folder}/`, vectorsFolder);
  return readdirSync(url)
    .sort()
    .map((file) => ({ name: file.slice(0, -'.json'.length), ...JSON.parse(readFileSync(new URL(file, url), 'utf8')) }));
}

const specification = readFileSync(new URL('../../../docs/deposit-format.md', import.meta.url), 'utf8');
const valid = vectorsIn('valid');
const invalid = vectorsIn('invalid');

t.test('every valid vector is read as it says', async (t) => {
  t.ok(valid.every(({ expected }) => 'result' in expected));
  for (const vector of valid) t.strictSame(outcomeOf(vector), vector.expected, vector.name);
});

t.test('every invalid vector is refused with its code', async (t) => {
  t.ok(invalid.every(({ expected }) => 'error' in expected));
  for (const vector of invalid) t.strictSame(outcomeOf(vector), vector.expected, vector.name);
});

t.test('every operation has a valid vector', async (t) => {
  const shown = new Set(valid.map(({ operation }) => operation));
  t.strictSame(
    (Object.keys(operations) as Operation[]).filter((operation) => !shown.has(operation)),
    [],
  );
});

t.test('every code of refusal has an invalid vector, but for content that is too large to write down', async (t) => {
  const shown = new Set(invalid.map(({ expected }) => ('error' in expected ? expected.error : undefined)));
  t.strictSame(
    sealErrorCodes.filter((code) => !shown.has(code)),
    ['content_too_large'],
  );
});

t.test('the specification explains every code of refusal and every operation of a vector', async (t) => {
  t.strictSame(namesIn('## 14. Codes of refusal').sort(), [...sealErrorCodes].sort());
  t.strictSame(namesIn('## 12. Test vectors').sort(), Object.keys(operations).sort());
});

/** The names in the first column of the table under a heading. */
function namesIn(heading: string): string[] {
  const section = specification.split(heading)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| (`.+?) \|/gm)].flatMap(([, cell]) => cell!.match(/\w+/g) ?? []);
}
