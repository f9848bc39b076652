import { performance } from 'node:perf_hooks';
import type { Postgres } from '@e-surety/service-kit/postgres';
import type { Sql } from 'postgres';
import { explained, nodesOf, type Plan, statementsOf } from '../../testing/statements.js';

/** A table of more rows is not to be read from end to end. */
const large = 10_000;
const options = 'analyze, buffers, format json';

/** Milliseconds of the server for one row by its primary key: what everything else is a multiple of. */
export async function selectByKey(sql: Sql): Promise<number> {
  const [row] = await sql`select guarantee_number from guarantees offset 1000 limit 1`;
  const query = 'select * from guarantees where guarantee_number = $1';
  const times: number[] = [];
  for (let i = 0; i < 51; i += 1) {
    times.push((await explained(sql, { query, parameters: [row!.guarantee_number] }, { options })).time!);
  }
  return times.toSorted((a, b) => a - b)[25]!;
}

export const heading = (rows: number, unit: number): string =>
  [
    `${rows} guarantees; one row by its primary key: ${unit.toFixed(3)} ms`,
    `${'call'.padEnd(64)} answered   queries   ratio   buffers  rows  scans`,
  ].join('\n');

/** Runs it twice, the second time watched, and explains each statement. */
export async function measure(
  { sql }: Postgres,
  unit: number,
  name: string,
  run: () => Promise<unknown>,
): Promise<string> {
  await run();
  const from = performance.now();
  const { result, statements } = await statementsOf(sql, run);
  const took = performance.now() - from;
  const found = { time: 0, buffers: 0, scans: new Set<string>() };
  for (const statement of statements) {
    const plan = await explained(sql, statement, { options });
    found.time += plan.time!;
    found.buffers += (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
    for (const scan of scansOf(plan)) found.scans.add(scan);
  }
  const cells = [
    `${took.toFixed(1)} ms`.padStart(10),
    `${found.time.toFixed(1)} ms`.padStart(11),
    Math.round(found.time / unit)
      .toString()
      .padStart(7),
    String(found.buffers).padStart(9),
    (typeof result === 'number' ? String(result) : '').padStart(5),
  ];
  return `${name.padEnd(62)} ${cells.join('')}  ${[...found.scans].join(' ')}`.trimEnd();
}

/** Large tables that were read from end to end. */
function scansOf(plan: Plan): string[] {
  return nodesOf(plan)
    .filter((node) => node['Node Type'] === 'Seq Scan' && node['Relation Name'] !== undefined)
    .map((node) => ({
      table: node['Relation Name'],
      rows: ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)) * (node['Actual Loops'] ?? 1),
    }))
    .filter(({ rows }) => rows > large)
    .map(({ table, rows }) => `${table}(${Math.round(rows)})`);
}
