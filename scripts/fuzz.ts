// `npm run fuzz [-- seconds [seed]]`: calls a new, real stack at random, by its contracts, and tells what no caller could have expected.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Dice } from './fuzz/dice.js';
import { fuzz } from './fuzz/fuzz.js';
import { root } from './root.js';
import { startStack } from './stack/stack.js';
import { askedToStop } from './start/signals.js';
import { showTrouble } from './trouble.js';

const [seconds = '60', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'e-surety-fuzz-'));
const signal = askedToStop();

try {
  const stack = await startStack({ data: join(folder, 'data'), signal });
  try {
    console.log(`${seconds} s, seed ${seed}`);
    const onFault = (fault: string) => console.log(`✗ ${fault}`);
    const told = await fuzz(stack, new Dice(Number(seed)), { seconds: Number(seconds), signal, onFault });
    for (const [operation, counts] of [...told.answers].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const statuses = [...counts].sort(([a], [b]) => a - b).map(([status, count]) => `${status}×${count}`);
      console.log(`  ${operation.padEnd(28)} ${statuses.join(' ')}`);
    }
    console.log(`${told.requests} requests, ${told.faults} faults`);
    if (told.faults > 0) {
      cpSync(join(folder, 'data', 'log'), join(root, '.data', 'fuzz-log'), { recursive: true, force: true });
      console.log('The logs of the services are in .data/fuzz-log');
      process.exitCode = 1;
    }
  } finally {
    await stack.stop();
  }
} catch (error) {
  showTrouble(error);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
