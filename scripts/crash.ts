// `npm run crash [-- times]`: kills the issuer, D-Sure and PostgreSQL at random moments while guarantees live through all that may happen
// to them, and finds nothing lost and nothing done twice.
import { setTimeout as sleep } from 'node:timers/promises';
import { faultsOfCrashes } from './crash/look-back.js';
import { demandSeen, type Expected, liveThrough, peopleOf } from './crash/stories.js';
import { tryOnNewStack } from './testing/trial.js';

const times = Number(process.argv[2] ?? 100);
const storiesAtOnce = 3;
const victims = ['issuer', 'dsure', 'postgres'] as const;

await tryOnNewStack('crash', async (stack, signal) => {
  const people = peopleOf(stack);
  const told: Expected[] = [];
  const faults: string[] = [];
  let kills = 0;
  const live = async () => {
    while (kills < times && !signal.aborted) {
      await liveThrough(people, told).catch((error) => faults.push(String(error.stack)));
    }
  };
  void stack.died.then((name) => {
    faults.push(`${name} ended by itself`);
    kills = times;
  });
  const living = Promise.all(Array.from({ length: storiesAtOnce }, live));
  for (; kills < times && !signal.aborted; kills += 1) {
    await sleep(50 + Math.random() * 1000);
    const victim = victims[Math.floor(Math.random() * victims.length)]!;
    await stack.kill(victim);
    await stack.restart(victim);
    if ((kills + 1) % 50 === 0) console.log(`${kills + 1} killed, ${told.length} guarantees`);
  }
  await living;
  if (faults.length === 0) {
    for (const one of told) await demandSeen(people, one).catch((error) => faults.push(String(error)));
    faults.push(...(await faultsOfCrashes(stack, told.length)));
  }
  for (const fault of faults) console.log(`✗ ${fault}`);
  console.log(`${kills} killed, ${told.length} guarantees, ${faults.length} faults`);
  return faults.length;
});
