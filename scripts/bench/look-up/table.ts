import type { Round } from './load.js';

const columns = ['per s', 'of bare', 'p50 ms', 'p99 ms', 'CPU µs', 'PostgreSQL µs'];

export function printHead(): void {
  console.log(`\n${' '.repeat(24)}${columns.map((column) => column.padStart(9)).join(' ')}`);
}

/** The medians of several rounds, and how fast that is beside the bare ones. */
export function printRounds(name: string, rounds: readonly Round[], bare: readonly Round[]): void {
  const of = (key: keyof Round) => median(rounds.map((round) => round[key]));
  const beside = of('perSecond') / median(bare.map(({ perSecond }) => perSecond));
  const figures = [
    ...[of('perSecond').toFixed(0), beside.toFixed(2), of('p50').toFixed(2), of('p99').toFixed(2)],
    ...[of('service').toFixed(0), of('database').toFixed(0)],
  ];
  console.log(`${name.padEnd(24)}${figures.map((figure) => figure.padStart(9)).join(' ')}`);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
