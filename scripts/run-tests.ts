// `npm test [-- files or folders]`
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { startThrowAwayPostgres } from './postgres/throw-away.js';
import { runFiles } from './report/run-files.js';
import { showFile } from './report/show.js';
import { addTo, closingLine, type Totals } from './report/tally.js';
import { root } from './root.js';
import { showTrouble, Trouble } from './trouble.js';

const groups = ['packages', 'services', 'scripts'];
/** So that none is left to run alone at the end, these begin first. */
const longest = ['crash', 'changes', 'pages-staff', 'pages-after', 'pages', 'journey'];
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  showTrouble(error);
  process.exitCode = 1;
}

async function main(args: string[]): Promise<number> {
  const interrupted = new AbortController();
  for (const signal of signals) process.on(signal, () => interrupted.abort());
  const totals: Totals = { passed: 0, failed: 0, skipped: 0 };
  const folder = mkdtempSync(join(root, `.tests-${process.pid}-`));
  try {
    const files = buildTests(testFiles(args), folder);
    const postgres = await startThrowAwayPostgres();
    try {
      await runFiles({
        files,
        env: { ...process.env, TEST_POSTGRES_URL: postgres.superuserUrl },
        signal: interrupted.signal,
        onFile: (report) => {
          addTo(totals, report);
          console.log(showFile(report));
        },
      });
    } finally {
      await postgres.remove();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (interrupted.signal.aborted) return 130;
  console.log(`\n${closingLine(totals)}`);
  return totals.failed === 0 && totals.passed > 0 ? 0 : 1;
}

/** The files, and those below the folders, that were asked for; all, if nothing was. */
function testFiles(asked: string[]): string[] {
  const places = asked.length > 0 ? asked.map((path) => resolve(path)) : groups.map((group) => join(root, group));
  const found = places.flatMap((place) => {
    if (!existsSync(place)) throw new Trouble(`There is no ${place}.`);
    return statSync(place).isDirectory() ? testsBelow(place) : [place];
  });
  if (found.length === 0) throw new Trouble(`There are no tests below ${places.join(', ')}.`);
  const weight = (path: string) => longest.findIndex((name) => path.endsWith(`/test/${name}.test.ts`));
  return found.sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1));
}

function testsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => /\/test\/[^/]+\.test\.ts$/.test(path) && !path.includes('/node_modules/'));
}

/** Tests are built as programs are: each then starts without looking for two thousand modules. Returns what is run, with its source. */
function buildTests(sources: string[], folder: string): Map<string, string> {
  const program = join(root, 'scripts', 'build-tests.mjs');
  const built = spawnSync(process.execPath, [program, folder, ...sources], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (built.status !== 0) throw new Trouble('The tests could not be built: mend the errors above.');
  const files = built.stdout.trimEnd().split('\n');
  return new Map(files.map((file, i) => [file, relative(root, sources[i]!)]));
}
