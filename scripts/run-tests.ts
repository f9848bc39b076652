// `npm test [-- files and options of tap]`
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { startThrowAwayPostgres } from './postgres/throw-away.js';
import { showFile } from './report/show.js';
import { closingLine, type Totals, tally } from './report/tally.js';
import { root } from './root.js';
import { showTrouble } from './trouble.js';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  showTrouble(error);
  process.exitCode = 1;
}

async function main(args: string[]): Promise<number> {
  let tap: ChildProcess | undefined;
  let interrupted = false;
  for (const signal of signals) {
    process.on(signal, () => {
      interrupted = true;
      tap?.kill('SIGTERM');
    });
  }
  const postgres = await startThrowAwayPostgres();
  let totals: Totals | undefined;
  try {
    if (!interrupted) {
      tap = launchTap(args, postgres.superuserUrl);
      totals = await report(tap);
    }
  } finally {
    await postgres.remove();
  }
  if (interrupted || !totals) return 130;
  console.log(`\n${closingLine(totals)}`);
  return totals.failed === 0 ? 0 : 1;
}

function launchTap(args: string[], url: string): ChildProcess {
  return spawn(join(root, 'node_modules', '.bin', 'tap'), ['--reporter=tap', ...args], {
    cwd: root,
    env: { ...process.env, TEST_POSTGRES_URL: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** tap's own exit code is believed too: what it found wrong must not pass because we could not read it. */
async function report(tap: ChildProcess): Promise<Totals> {
  const { parser, totals } = tally((file) => console.log(showFile(file)));
  tap.stdout!.pipe(parser);
  const [code] = (await once(tap, 'close')) as [number | null];
  if (code !== 0 && totals.failed === 0) {
    console.log(`✗ tap ended with ${code ?? 'a signal'} although no test failed`);
    totals.failed++;
  }
  return totals;
}
