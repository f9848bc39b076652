// Makes a checkout runnable with nothing but Node and npm: packages first, then the build.
// Both are skipped when nothing changed, so that a second `npm start` takes about a second.
// Imported before a program (`node --import`), or run by itself with what is asked of it.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const PNPM = '12.21.0';
const OLDEST_NODE = 20;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...parts) => join(root, ...parts);
const pnpmFolder = at('.tools', `pnpm-${PNPM}`);
const pnpm = join(pnpmFolder, 'node_modules', '.bin', 'pnpm');
const installStamp = at('node_modules', '.bootstrap');
const buildStamp = at('node_modules', '.built');
const UNFINISHED = 'unfinished';
const UNREACHED =
  'Packages could not be installed. Check the connection to the npm registry and run the command again.';
const asked = basename(process.argv[1] ?? '') === 'bootstrap.mjs' ? process.argv[2] : undefined;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

class Failure extends Error {
  constructor(line, output = '') {
    super(line);
    this.output = output;
  }
}

try {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    throw new Failure(
      `Node ${OLDEST_NODE} or newer is needed, this is ${process.versions.node}. Install it from your system or nodejs.org.`,
    );
  }
  if (asked === '--fetch') await fetchPackages();
  else {
    const installed = await installPackages();
    if (installed || asked === '--build' || buildIsStale()) await build();
  }
} catch (error) {
  const failure = error instanceof Failure ? error : explain(error);
  if (failure.output?.trim()) console.error(failure.output.trimEnd());
  console.error(`✗ ${failure.message}`);
  process.exit(1);
}

/** Returns whether anything had to be installed. */
async function installPackages() {
  const wanted = fingerprint();
  const found = existsSync(installStamp) ? readFileSync(installStamp, 'utf8') : undefined;
  if (found === wanted) return false;
  if (found?.startsWith(UNFINISHED)) await removeHalfInstall(...found.split(' ').slice(1).map(Number));
  if (!existsSync(pnpm)) await fetchPnpm();
  await phase('パッケージを入れています (installing packages)', async () => {
    mkdirSync(at('node_modules'), { recursive: true });
    await run(pnpm, ['install', '--frozen-lockfile'], {
      env: { ...process.env, CI: 'true' },
      begun: (pid) => writeFileSync(installStamp, `${UNFINISHED} ${process.pid} ${pid}`),
      advice: UNREACHED,
    });
    writeFileSync(installStamp, wanted);
  });
  return true;
}

/** What the lock file names, from nothing but it: a layer of an image that a change of the code leaves as it is. */
async function fetchPackages() {
  if (!existsSync(pnpm)) await fetchPnpm();
  await phase('パッケージを取得しています (fetching packages)', () =>
    run(pnpm, ['fetch'], { env: { ...process.env, CI: 'true' }, advice: UNREACHED }),
  );
}

/** All that decides what node_modules must hold. */
function fingerprint() {
  const hash = createHash('sha256').update(`${process.version} ${process.platform} ${process.arch} ${PNPM}\n`);
  const manifests = workspaces().map((folder) => join(folder, 'package.json'));
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...manifests]) {
    hash.update(`${file}\n`).update(readFileSync(at(file)));
  }
  return hash.digest('hex');
}

/** The folders that pnpm-workspace.yaml names, in a fixed order. */
function workspaces() {
  return ['packages', 'services'].flatMap((group) =>
    readdirSync(at(group))
      .sort()
      .map((name) => join(group, name))
      .filter((folder) => existsSync(at(folder, 'package.json'))),
  );
}

/** What an interrupted install left behind cannot be trusted package by package; a pnpm may even be at it still. */
async function removeHalfInstall(bootstrap, installer) {
  if (bootstrap !== process.pid && commandLine(bootstrap).includes('bootstrap.mjs')) {
    throw new Failure(
      `Process ${bootstrap} is installing packages here already: wait for it, then run the command again.`,
    );
  }
  while (commandLine(installer).includes('pnpm')) {
    endGroup(installer);
    await sleep(50);
  }
  for (const folder of ['.', ...workspaces()]) rmSync(at(folder, 'node_modules'), { recursive: true, force: true });
}

/** '' if the process has ended. */
function commandLine(pid) {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/** Fetched beside its place and moved there whole, so that an interrupted download is never taken for pnpm. */
async function fetchPnpm() {
  await phase(`pnpm ${PNPM} を取得しています (fetching pnpm)`, async () => {
    mkdirSync(at('.tools'), { recursive: true });
    for (const name of readdirSync(at('.tools'))) rmSync(at('.tools', name), { recursive: true, force: true });
    const half = `${pnpmFolder}.${process.pid}`;
    mkdirSync(half); // a folder that cannot be written is told as that, and not as a lost network
    const options = [
      '--no-save',
      '--no-package-lock',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      '--loglevel=error',
    ];
    await run('npm', ['install', '--prefix', half, ...options, `pnpm@${PNPM}`], {
      advice: 'pnpm could not be fetched. Check the connection to the npm registry and run the command again.',
    });
    renameSync(half, pnpmFolder);
  });
}

async function build() {
  await phase('ビルドしています (building)', async () => {
    const begun = new Date();
    await run(process.execPath, [at('scripts', 'build.mjs')], {
      advice: 'The build failed: mend the errors above and run the command again.',
    });
    writeFileSync(buildStamp, '');
    utimesSync(buildStamp, begun, begun);
  });
}

/** Folders count as well as files: removing a file changes only the time of its folder. */
function buildIsStale() {
  if (!existsSync(buildStamp)) return true;
  const built = statSync(buildStamp).mtimeMs;
  return [...workspaces().map((folder) => at(folder, 'src')), at('scripts')].some((folder) => newerThan(built, folder));
}

function newerThan(built, folder) {
  if (folder !== at('scripts') && statSync(folder).mtimeMs > built) return true;
  return readdirSync(folder, { withFileTypes: true }).some((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return !['dist', 'test'].includes(entry.name) && newerThan(built, path);
    return /\.(ts|mjs)$/.test(entry.name) && statSync(path).mtimeMs > built;
  });
}

async function phase(title, work) {
  const begun = performance.now();
  process.stdout.write(`  ${title} … `);
  try {
    await work();
    process.stdout.write(`${((performance.now() - begun) / 1000).toFixed(1)} s\n`);
  } catch (error) {
    process.stdout.write('\n');
    throw error;
  }
}

/** In a group of its own, which ends with us. The tool's own words are shown only when it fails. */
async function run(command, args, { advice, env = process.env, begun = () => {} }) {
  const tool = spawn(command, args, { cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [tool.stdout, tool.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  const interrupt = () => endGroup(tool.pid);
  for (const signal of SIGNALS) process.once(signal, interrupt);
  if (tool.pid) begun(tool.pid);
  const [code, signal] = await once(tool, 'close').catch((error) => {
    throw new Failure(`${command} does not run (${error.code}). ${advice}`);
  });
  for (const signal of SIGNALS) process.off(signal, interrupt);
  if (signal) throw new Failure('Interrupted: run the command again to go on.');
  if (code !== 0) throw new Failure(/ENOSPC|no space left/i.test(output) ? noSpace() : advice, output);
}

function endGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // it has ended meanwhile
  }
}

function explain(error) {
  if (error.code === 'ENOSPC') return new Failure(noSpace());
  if (['EACCES', 'EPERM', 'EROFS'].includes(error.code)) {
    return new Failure(
      `Cannot write ${error.path}: run as the user who owns ${root}, or clone into a folder of your own.`,
    );
  }
  return new Failure('The checkout could not be prepared.', error.stack ?? String(error));
}

function noSpace() {
  return `The disk that holds ${root} is full: free some 500 MB and run the command again.`;
}
