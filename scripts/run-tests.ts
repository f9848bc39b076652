// `npm test [-- files]`
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { startThrowAwayPostgres } from './postgres/throw-away.js';
import { runFiles } from './report/run-files.js';
import { showFile } from './report/show.js';
import { addTo, closingLine, type Totals } from './report/tally.js';
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
  const interrupted = new AbortController();
  for (const signal of signals) process.on(signal, () => interrupted.abort());
  const built = buildTests(args.length > 0 ? args : testFiles());
  const postgres = await startThrowAwayPostgres();
  const totals: Totals = { passed: 0, failed: 0, skipped: 0 };
  try {
    await runFiles({
      files: built.files,
      env: { ...process.env, TEST_POSTGRES_URL: postgres.superuserUrl },
      signal: interrupted.signal,
      onFile: (report) => {
        addTo(totals, report);
        console.log(showFile(report));
      },
    });
  } finally {
    await postgres.remove();
    rmSync(built.folder, { recursive: true, force: true });
  }
  if (interrupted.signal.aborted) return 130;
  console.log(`\n${closingLine(totals)}`);
  return totals.failed === 0 && totals.passed > 0 ? 0 : 1;
}

/** Those that take longest begin first, so that none is left to run alone at the end. */
function testFiles(): string[] {
  const found = ['packages', 'services', 'scripts'].flatMap((group) =>
    readdirSync(join(root, group), { recursive: true, encoding: 'utf8' })
      .filter((path) => /(^|\/)test\/[^/]+\.test\.ts$/.test(path) && !path.includes('node_modules'))
      .map((path) => join(root, group, path)),
  );
  const longest = ['crash', 'changes', 'pages-staff', 'pages-after', 'pages', 'journey'];
  const weight = (path: string) => longest.findIndex((name) => path.endsWith(`/test/${name}.test.ts`));
  return found.sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1));
}

interface BuiltTests {
  folder: string;
  /** What is run, and the file that this was made of. */
  files: Map<string, string>;
}

/** Test files are built as programs are, in a folder of this run's own: each then starts without looking for two thousand modules. */
function buildTests(sources: string[]): BuiltTests {
  const folder = mkdtempSync(join(root, '.tests-'));
  const paths = sources.map((file) => resolve(file));
  execFileSync(process.execPath, [join(root, 'scripts', 'build-tests.mjs'), folder, ...paths], { stdio: 'inherit' });
  const names = paths.map((path) => relative(root, path));
  return {
    folder,
    files: new Map(names.map((name) => [join(folder, name.replace(/\.ts$/, '.js').replaceAll('/', '~')), name])),
  };
}
