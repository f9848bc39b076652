/**
 * What a look-up costs beside a bare select of one row by its primary key: D-Sure as it is built, on a PostgreSQL of its own,
 * in rounds that take turns. Run it on Linux with `npm run build && node scripts/dist/look-up.js [seconds a round]`;
 * `--rows 10000000` fills the tables first, `--profile folder` leaves a CPU profile of D-Sure in that folder.
 */
import { parseArgs } from 'node:util';
import { fill, forgetScans, planOfLookUp, scans } from './look-up/fill.js';
import { type Held, newKey, serialsOfYear } from './look-up/issuer.js';
import { load, type Round, type Target } from './look-up/load.js';
import { timeOthers } from './look-up/others.js';
import { startCounter } from './look-up/round-trips.js';
import { printHead, printRounds } from './look-up/table.js';
import { startWorld, type World } from './look-up/world.js';

const number = (standard: number) => ({ type: 'string', default: String(standard) }) as const;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    ...{ rounds: number(5), connections: number(10), certificates: number(2000), rows: number(0) },
    profile: { type: 'string' },
  },
});
const seconds = Number(positionals[0] ?? 2);
const rounds = Number(values.rounds);
const connections = Number(values.connections);
const certificates = Number(values.certificates);
const rows = Number(values.rows);

const world = await startWorld(values);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => world.stop().finally(() => process.exit(1)));
try {
  if (rows > 0) await fill(world.sql, rows);
  await measure(world);
} finally {
  await world.stop();
}

async function measure(world: World): Promise<void> {
  const { dsure, issuer, sql, postgres } = world;
  const serials = inTurn(
    Array.from({ length: certificates + 100 }, (_, i) => (i + 1) * Math.floor(serialsOfYear / (certificates + 100))),
  );
  const held: Held[] = [];
  while (held.length < certificates) {
    held.push(...(await Promise.all(Array.from({ length: 8 }, () => issuer.deposit(serials())))));
  }
  await forgetScans(sql);
  const nextHeld = inTurn(held);
  const targets = targetsOf(world, nextHeld);
  const [lookUp, bare] = [targets[0]!, targets.at(-1)!];

  for (const target of targets.slice(1)) await load(target, { connections, postgres, seconds: 2 });
  const first = await load(lookUp, { connections, postgres, amount: held.length });
  const measured = new Map(targets.map((target) => [target, [] as Round[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (const target of targets) measured.get(target)!.push(await load(target, { connections, postgres, seconds }));
  }

  console.log(
    `${held.length} certificates among ${rows} rows; ${rounds} rounds of ${seconds} s over ${connections} connections; medians`,
  );
  printHead();
  for (const [{ name }, its] of measured) printRounds(name, its, measured.get(bare)!);
  printRounds('first look-up of a day', [first], measured.get(bare)!);
  console.log(`\nround trips to PostgreSQL for a look-up: ${await roundTrips(world, nextHeld)}`);
  console.log('\nother operations, one after another, in ms');
  for (const [name, ms] of await timeOthers({ dsureUrl: dsure.url, issuer, held: nextHeld, newSerial: serials, sql })) {
    console.log(`${name.padEnd(24)}${ms.toFixed(1).padStart(9)}`);
  }
  console.log(`\nread as a whole: ${await scans(sql)}`);
  console.log(`\n${await planOfLookUp(sql)}`);
}

function targetsOf({ dsure, bare, bareAsServicesAre }: World, held: () => Held): Target[] {
  const lookUps = { url: `${dsure.url}/v1/look-ups`, pid: dsure.pid };
  const wrongKeys = inTurn(Array.from({ length: 10_000 }, newKey));
  const row = () => ({ body: { guaranteeNumber: held().guaranteeNumber } });
  // From many addresses: of each, D-Sure takes twenty failures a minute.
  const wrong = () => ({ body: { authenticationKey: wrongKeys() }, headers: { 'x-forwarded-for': someAddress() } });
  return [
    { name: 'look-up', ...lookUps, status: 200, next: () => ({ body: held() }) },
    { name: 'look-up, wrong key', ...lookUps, status: 404, next: wrong },
    {
      name: 'row, server of services',
      url: `${bareAsServicesAre.url}/row`,
      pid: bareAsServicesAre.pid,
      status: 200,
      next: row,
    },
    { name: 'row, bare server', url: `${bare.url}/row`, pid: bare.pid, status: 200, next: row },
  ];
}

/** Of another D-Sure on the same data, which has answered before. */
async function roundTrips(world: World, held: () => Held): Promise<number> {
  const counter = await startCounter(world.databaseUrl);
  const other = await world.launchDsure(counter.url);
  const ask = async (times: number) => {
    for (let i = 0; i < times; i += 1) {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${other.url}/v1/look-ups`, { method: 'POST', headers, body: JSON.stringify(held()) });
      await answer.text();
    }
  };
  await ask(50); // by then each of its connections has prepared the statement
  const counted = await counter.during(() => ask(100));
  await other.stop();
  counter.stop();
  return counted / 100;
}

function inTurn<T>(values: readonly T[]): () => T {
  let i = 0;
  return () => values[i++ % values.length]!;
}

function someAddress(): string {
  const byte = () => Math.floor(Math.random() * 256);
  return `10.${byte()}.${byte()}.${byte()}`;
}
