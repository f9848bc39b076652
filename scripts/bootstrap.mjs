// Makes a checkout runnable with nothing but Node and npm: packages first, then the build.
// Both are skipped when nothing changed, so that a second `npm start` takes about a second.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
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
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PNPM = '12.21.0';
const OLDEST_NODE = 20;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...parts) => join(root, ...parts);
const pnpmFolder = at('.tools', `pnpm-${PNPM}`);
const pnpm = join(pnpmFolder, 'node_modules', '.bin', 'pnpm');
const installStamp = at('node_modules', '.bootstrap');
const buildStamp = at('node_modules', '.built');
const UNFINISHED = 'unfinished, begun by process ';

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
  const installed = installPackages();
  if (installed || process.argv.includes('--build') || buildIsStale()) build();
} catch (error) {
  const failure = error instanceof Failure ? error : explain(error);
  if (failure.output?.trim()) console.error(failure.output.trimEnd());
  console.error(`✗ ${failure.message}`);
  process.exit(1);
}

/** Returns whether anything had to be installed. */
function installPackages() {
  const wanted = fingerprint();
  const found = existsSync(installStamp) ? readFileSync(installStamp, 'utf8') : undefined;
  if (found === wanted) return false;
  if (found?.startsWith(UNFINISHED)) removeHalfInstall(Number(found.slice(UNFINISHED.length)));
  if (!existsSync(pnpm)) fetchPnpm();
  phase('パッケージを入れています (installing packages)', () => {
    mkdirSync(at('node_modules'), { recursive: true });
    writeFileSync(installStamp, `${UNFINISHED}${process.pid}`);
    run(pnpm, ['install', '--frozen-lockfile'], {
      env: { ...process.env, CI: 'true' },
      advice: 'Packages could not be installed. Check the connection to the npm registry and run the command again.',
    });
    writeFileSync(installStamp, wanted);
  });
  return true;
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

/** What an interrupted install left behind cannot be trusted package by package. */
function removeHalfInstall(installer) {
  if (isBootstrap(installer)) {
    throw new Failure(
      `Process ${installer} is installing packages here already: wait for it and run the command again.`,
    );
  }
  for (const folder of ['.', ...workspaces()]) rmSync(at(folder, 'node_modules'), { recursive: true, force: true });
}

function isBootstrap(pid) {
  try {
    return pid !== process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('bootstrap.mjs');
  } catch {
    return false; // it has ended, or this system has no /proc to ask
  }
}

/** Fetched beside its place and moved there whole, so that an interrupted download is never taken for pnpm. */
function fetchPnpm() {
  phase(`pnpm ${PNPM} を取得しています (fetching pnpm)`, () => {
    const half = `${pnpmFolder}.half`;
    rmSync(half, { recursive: true, force: true });
    rmSync(pnpmFolder, { recursive: true, force: true });
    mkdirSync(half, { recursive: true });
    const options = [
      '--no-save',
      '--no-package-lock',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      '--loglevel=error',
    ];
    run('npm', ['install', '--prefix', half, ...options, `pnpm@${PNPM}`], {
      advice: 'pnpm could not be fetched. Check the connection to the npm registry and run the command again.',
    });
    renameSync(half, pnpmFolder);
  });
}

function build() {
  phase('ビルドしています (building)', () => {
    const begun = new Date();
    run(process.execPath, [at('node_modules', 'typescript', 'bin', 'tsc'), '-b'], {
      advice: 'The build failed: mend the errors above and run the command again.',
    });
    writeFileSync(buildStamp, '');
    utimesSync(buildStamp, begun, begun);
  });
}

/** Folders count as well as files: removing a file changes only the time of its folder. */
function buildIsStale() {
  if (!existsSync(buildStamp)) return true;
  const projects = [...workspaces(), 'scripts'];
  if (projects.some((project) => !existsSync(at(project, 'dist', '.tsbuildinfo')))) return true;
  const built = statSync(buildStamp).mtimeMs;
  const sources = [...workspaces().map((folder) => at(folder, 'src')), at('scripts')];
  const configs = ['tsconfig.json', 'tsconfig.base.json', ...projects.map((project) => join(project, 'tsconfig.json'))];
  return (
    configs.some((file) => statSync(at(file)).mtimeMs > built) || sources.some((folder) => newerThan(built, folder))
  );
}

function newerThan(built, folder) {
  if (folder !== at('scripts') && statSync(folder).mtimeMs > built) return true;
  return readdirSync(folder, { withFileTypes: true }).some((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return !['dist', 'test', 'node_modules'].includes(entry.name) && newerThan(built, path);
    return entry.name.endsWith('.ts') && statSync(path).mtimeMs > built;
  });
}

function phase(title, work) {
  const begun = performance.now();
  process.stdout.write(`  ${title} … `);
  try {
    work();
    process.stdout.write(`${((performance.now() - begun) / 1000).toFixed(1)} s\n`);
  } catch (error) {
    process.stdout.write('\n');
    throw error;
  }
}

/** The tool's own words are shown only when it fails. */
function run(command, args, { advice, env = process.env }) {
  const done = spawnSync(command, args, {
    cwd: root,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (done.error) throw new Failure(`${command} does not run (${done.error.code}). ${advice}`);
  if (done.signal) throw new Failure('Interrupted: run the command again to go on.');
  if (done.status !== 0) {
    const output = done.stdout + done.stderr;
    throw new Failure(/ENOSPC|no space left/i.test(output) ? noSpace() : advice, output);
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
