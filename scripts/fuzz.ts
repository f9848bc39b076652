// `npm run fuzz [-- seconds [seed]]`: calls a new, real stack at random, by its contracts, and tells what no caller could have expected.
import { Dice } from './fuzz/dice.js';
import { fuzz } from './fuzz/fuzz.js';
import { tryOnNewStack } from './testing/trial.js';

const [seconds = '60', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);

await tryOnNewStack('fuzz', async (stack, signal) => {
  console.log(`${seconds} s, seed ${seed}`);
  const onFault = (fault: string) => console.log(`✗ ${fault}`);
  const told = await fuzz(stack, new Dice(Number(seed)), { seconds: Number(seconds), signal, onFault });
  for (const [operation, counts] of [...told.answers].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const statuses = [...counts].sort(([a], [b]) => a - b).map(([status, count]) => `${status}×${count}`);
    console.log(`  ${operation.padEnd(28)} ${statuses.join(' ')}`);
  }
  console.log(`${told.requests} requests, ${told.faults} faults`);
  return told.faults;
});
