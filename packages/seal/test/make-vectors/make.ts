/** Makes the vectors again. Signatures and IVs are random, so the bytes change each time; what the vectors say does not. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import t from 'tap';
import { outcomeOf } from '../outcome.js';
import { vectorsFolder } from '../world.js';
import { depositVectors } from './deposits.js';
import { keyVectors } from './keys.js';
import { lookUpVectors } from './look-ups.js';
import { partVectors } from './parts.js';
import { payloadVectors } from './payloads.js';
import { signatureVectors } from './signatures.js';
import type { Vector } from './vector.js';

const all = [keyVectors, signatureVectors, payloadVectors, partVectors, depositVectors, lookUpVectors];

function files(sort: 'valid' | 'invalid'): [name: string, vector: Omit<Vector, 'expected'> & { error?: string }][] {
  return all.flatMap((vectors) => Object.entries(vectors[sort]));
}

for (const sort of ['valid', 'invalid'] as const) {
  const folder = new URL(`${sort}/`, vectorsFolder);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [name, { error, ...vector }] of files(sort)) {
    const asRead = JSON.parse(JSON.stringify(vector));
    const outcome = outcomeOf(asRead);
    const expected = error === undefined ? outcome : { error };
    t.strictSame(outcome, expected, `${sort}/${name}`);
    t.equal('result' in outcome, sort === 'valid', `${sort}/${name} is ${sort}`);
    writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify({ ...asRead, expected }, null, 2)}\n`);
  }
}
