// `npm test [-- files and options of tap]`
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
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
  const built = buildTests(args.some(isTestFile) ? args.filter(isTestFile) : testFiles());
  const postgres = await startThrowAwayPostgres();
  let totals: Totals | undefined;
  try {
    if (!interrupted) {
      tap = launchTap([...built.sources.keys(), ...args.filter((arg) => !isTestFile(arg))], postgres.superuserUrl);
      totals = await report(tap, built.sources);
    }
  } finally {
    await postgres.remove();
    rmSync(built.folder, { recursive: true, force: true });
  }
  if (interrupted || !totals) return 130;
  console.log(`\n${closingLine(totals)}`);
  return totals.failed === 0 ? 0 : 1;
}

function isTestFile(arg: string): boolean {
  return arg.endsWith('.ts');
}

function testFiles(): string[] {
  return ['packages', 'services', 'scripts'].flatMap((group) =>
    readdirSync(join(root, group), { recursive: true, encoding: 'utf8' })
      .filter((path) => /(^|\/)test\/[^/]+\.test\.ts$/.test(path) && !path.includes('node_modules'))
      .map((path) => join(root, group, path)),
  );
}

interface BuiltTests {
  folder: string;
  /** What tap is given and names, and the file that this was made of. */
  sources: Map<string, string>;
}

/** What tap runs is built as programs are, in a folder of this run's own: a test file then starts without looking for a thousand modules. */
function buildTests(files: string[]): BuiltTests {
  const folder = mkdtempSync(join(root, '.tests-'));
  const paths = files.map((file) => resolve(file));
  execFileSync(process.execPath, [join(root, 'scripts', 'build-tests.mjs'), folder, ...paths], { stdio: 'inherit' });
  const sources = paths.map((path) => relative(root, path));
  const nameOf = (source: string) => `${source.replace(/\.ts$/, '.js').replaceAll('/', '~')}`;
  return { folder, sources: new Map(sources.map((source) => [join(basename(folder), nameOf(source)), source])) };
}

function launchTap(args: string[], url: string): ChildProcess {
  return spawn(join(root, 'node_modules', '.bin', 'tap'), ['--reporter=tap', ...args], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '--enable-source-maps', TEST_POSTGRES_URL: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** tap's own exit code is believed too: what it found wrong must not pass because we could not read it. */
async function report(tap: ChildProcess, sources: Map<string, string>): Promise<Totals> {
  const { parser, totals } = tally(
    (file) => console.log(showFile(file)),
    (file) => sources.get(file) ?? file,
  );
  tap.stdout!.pipe(parser);
  const [code] = (await once(tap, 'close')) as [number | null];
  if (code !== 0 && totals.failed === 0) {
    console.log(`✗ tap ended with ${code ?? 'a signal'} although no test failed`);
    totals.failed++;
  }
  return totals;
}
