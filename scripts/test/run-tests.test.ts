import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import t from 'tap';
import { root } from '../root.js';
import { launch } from './launch.js';

const tests = join('scripts', 'test', 'stand-ins', 'tests');

t.test('what passes is counted by assertions, and a database is there', async (t) => {
  const run = await runTests('good.ts', 'with-database.ts').finished;
  t.equal(run.code, 0, run.output);
  t.equal(run.lastLine, '3 passed, 0 failed');
  t.match(run.output, /^✓ .+good\.ts {2}2 passed, 0 failed {2}\d+\.\d s$/m);
  const url = /server of this run: (\S+)/.exec(run.output)![1]!;
  await t.rejects(postgres(url, { max: 1 })`select 1`, { code: 'ECONNREFUSED' }, 'and gone afterwards');
});

t.test('what fails is shown in full and counted', async (t) => {
  const run = await runTests('bad.ts', 'dying.ts').finished;
  t.equal(run.code, 1);
  t.equal(run.lastLine, '3 passed, 6 failed, 1 skipped', 'of which the timeout makes two, as tap reports it twice');
  t.match(run.output, '✗ a comparison › differs');
  t.match(run.output, /diff:\n[\s\S]*- {2}"yen": 2,\n *\+ {2}"yen": 1,\n[\s\S]*stack:\n.*bad\.ts:\d+/);
  t.match(run.output, /✗ an exception › thrown on purpose\n +stack:\n.*bad\.ts:\d+/);
  t.match(run.output, '✗ a plan that is not kept › test count(1) != plan(2)');
  t.match(run.output, '✗ something slow › timeout!');
  t.match(run.output, /✗ .*dying\.ts\n +exitCode: 3/);
});

t.test('what cannot be run is told in a line, and leaves nothing behind', async (t) => {
  const nowhere = await runTests('nowhere.ts').finished;
  t.equal(nowhere.code, 1);
  t.match(nowhere.lastLine, /^✗ There is no .+nowhere\.ts\.$/);
  const empty = await runTests('..').finished;
  t.match(empty.lastLine, /^✗ There are no tests below /);
  const unbuilt = runTests('../../../../README.md');
  t.equal((await unbuilt.finished).lastLine, '✗ The tests could not be built: mend the errors above.');
  t.strictSame(
    readdirSync(root).filter((name) => name.startsWith(`.tests-${unbuilt.pid}-`)),
    [],
  );
});

t.test('nothing stays behind after Ctrl-C', async (t) => {
  const run = runTests('hanging.ts');
  await run.says('hanging now');
  const folder = readdirSync(tmpdir()).find((name) => name.startsWith(`e-surety-postgres-${run.pid}-`))!;
  process.kill(-run.pid, 'SIGINT'); // the terminal tells the whole process group
  t.equal((await run.finished).code, 130);
  t.notOk(existsSync(join(tmpdir(), folder)));
});

/** As `npm test` does it, and without the environment of the tap that runs this file. */
function runTests(...files: string[]) {
  const environment = Object.entries(process.env).filter(([name]) => !/^_?TAP|^TEST_POSTGRES_URL$/.test(name));
  return launch(
    [join(root, 'scripts', 'dist', 'run-tests.js'), ...files.map((file) => join(tests, file))],
    Object.fromEntries(environment),
  );
}
