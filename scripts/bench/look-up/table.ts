import type { Round } from './load.js';

const columns = ['per s', 'of bare', 'p50 ms', 'p99 ms', 'CPU µs', 'PostgreSQL µs'];

export function printHead(): void {
  console.log(`\n${' '.repeat(24)}${columns.map((column) => column.padStart(9)).join(' ')}`);
}

/** The medians of several rounds, and of the speed of each beside that of the bare one that came next to it. */
export function printRounds(name: string, rounds: readonly Round[], bare: readonly Round[]): void {
  const of = (key: keyof Round, digits = 0) => median(rounds.map((round) => round[key])).toFixed(digits);
  const ratio = median(rounds.map(({ perSecond }, i) => perSecond / bare[i % bare.length]!.perSecond)).toFixed(2);
  const figures = [of('perSecond'), ratio, of('p50', 2), of('p99', 2), of('service'), of('database')];
  console.log(`${name.padEnd(24)}${figures.map((figure) => figure.padStart(9)).join(' ')}`);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
