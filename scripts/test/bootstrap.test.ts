import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t from 'tap';
import { root } from '../root.js';
import { emptyFolder } from '../testing/stack.js';

const tools = join(root, 'scripts', 'test', 'stand-ins', 'tools');
const everything = ['npm install', 'pnpm install', 'build all'];

t.test('a fresh checkout gets pnpm, its packages and its build; after that nothing is done again', async (t) => {
  const checkout = freshCheckout(t);
  const first = checkout.bootstrap();
  t.equal(first.code, 0, first.errors);
  t.match(first.output, /fetching pnpm.+\n.+installing packages.+\n.+building.+\n$/, 'one line for each phase');
  t.match(checkout.log(), 'pnpm install --frozen-lockfile CI=true');
  t.match(checkout.log(), '--no-package-lock');
  t.same(checkout.toolsRun(), everything);
  t.same(checkout.bootstrap(), { code: 0, output: '', errors: '' });
  t.same(checkout.toolsRun(), []);
});

t.test('what changed is done again, and only that', async (t) => {
  const checkout = freshCheckout(t);
  checkout.bootstrap();
  checkout.toolsRun();
  const inAMinute = Date.now() / 1000 + 60;
  utimesSync(join(checkout.folder, 'packages', 'one', 'src', 'one.ts'), inAMinute, inAMinute);
  checkout.bootstrap();
  t.same(checkout.toolsRun(), ['build all'], 'a source');
  rmSync(join(checkout.folder, 'packages', 'one', 'src', 'one.ts'));
  utimesSync(join(checkout.folder, 'packages', 'one', 'src'), inAMinute, inAMinute);
  checkout.bootstrap();
  t.same(checkout.toolsRun(), ['build all'], 'a source that is gone');
  writeFileSync(join(checkout.folder, 'packages', 'one', 'package.json'), '{ "version": "2" }');
  checkout.bootstrap();
  t.same(checkout.toolsRun(), ['pnpm install', 'build all'], 'a manifest');
});

t.test('an install that was killed is begun anew, and what it left running is ended', async (t) => {
  const checkout = freshCheckout(t);
  t.equal(checkout.bootstrap({ FAIL: 'killed' }).code, null);
  checkout.toolsRun();
  t.equal(checkout.bootstrap().code, 0);
  t.same(checkout.toolsRun(), ['pnpm install', 'build all']);
  t.notOk(existsSync(join(checkout.folder, 'node_modules', 'late')));
});

t.test('what the lock file names is fetched without any of the code', async (t) => {
  const checkout = freshCheckout(t);
  for (const gone of ['packages', 'services', 'package.json']) rmSync(join(checkout.folder, gone), { recursive: true });
  t.equal(checkout.bootstrap({}, ['--fetch']).code, 0);
  t.same(checkout.toolsRun(), ['npm install', 'pnpm fetch']);
});

for (const [FAIL, line, words] of [
  ['npm', 'pnpm could not be fetched. Check the connection to the npm registry', 'npm error network'],
  ['pnpm', 'Packages could not be installed. Check the connection to the npm registry', 'ERR_PNPM_FETCH'],
  ['disk', 'is full: free some', 'no space left on device'],
  ['build', 'The build failed: mend the errors above', 'Could not resolve'],
] as const) {
  t.test(`a failure (${FAIL}) shows the tool's words and one line that says what to do`, async (t) => {
    const checkout = freshCheckout(t);
    const { code, errors } = checkout.bootstrap({ FAIL });
    t.equal(code, 1);
    t.match(errors, words);
    t.match(errors.trimEnd().split('\n').at(-1), line);
    t.equal(checkout.bootstrap().code, 0, 'and the next run mends it');
  });
}

t.test('a checkout that cannot be written is told in one line', { skip: process.getuid?.() === 0 }, async (t) => {
  const checkout = freshCheckout(t);
  mkdirSync(join(checkout.folder, '.tools'), { mode: 0o500 });
  t.match(checkout.bootstrap().errors, /^✗ Cannot write .+: run as the user who owns/);
});

function freshCheckout(t: Parameters<typeof emptyFolder>[0]) {
  const folder = emptyFolder(t);
  const log = join(folder, 'tools.log');
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) write(file);
  write('package.json', '{}');
  write('packages/one/package.json', '{}');
  write('packages/one/src/one.ts');
  mkdirSync(join(folder, 'services'));
  mkdirSync(join(folder, 'scripts'));
  copyFileSync(join(root, 'scripts', 'bootstrap.mjs'), join(folder, 'scripts', 'bootstrap.mjs'));
  copyFileSync(join(tools, 'build.mjs'), join(folder, 'scripts', 'build.mjs'));
  function write(file: string, content = '') {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  return {
    folder,
    log: () => readFileSync(log, 'utf8'),
    /** The tools that were run since this was last asked. */
    toolsRun(): string[] {
      const lines = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
      writeFileSync(log, '');
      return lines.filter(Boolean).map((line) => line.split(' ').slice(0, 2).join(' '));
    },
    bootstrap(more: Record<string, string> = {}, args: string[] = []) {
      const env = { PATH: `${tools}:${process.env.PATH}`, TOOL_LOG: log, ...more };
      const program = join(folder, 'scripts', 'bootstrap.mjs');
      const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
        cwd: '/',
        env,
        encoding: 'utf8',
      });
      return { code: status, output: stdout, errors: stderr };
    },
  };
}
