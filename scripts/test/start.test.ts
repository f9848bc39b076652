import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import type { Demo } from '../demo/demo.js';
import { freePort } from '../postgres/port.js';
import { commandLine } from '../processes.js';
import { emptyFolder } from '../testing/stack.js';
import { type Launched, launch } from './launch.js';

const running = 'Ctrl-C で終了します';

t.test('the first start plays the demo and tells it, the second only tells it', async (t) => {
  const world = await emptyWorld(t);
  const first = start(world, { DEMO_KEY: 'first' });
  await first.says(running);
  t.equal(await statusOf(world.ISSUER_PORT), 200);
  t.equal(await statusOf(world.DSURE_PORT), 200);
  const ids = pidsOf(world);
  process.kill(first.pid, 'SIGTERM');
  const { code, output } = await first.finished;
  t.equal(code, 0);
  t.match(output, '12-08-0000001-6   first');
  t.same(ids.map(commandLine), ['', '', '', ''], 'and no process stays behind');
  t.match(logOf(world, 'issuer'), 'stopping after 1 starts', 'services end while their database is there');
  t.match(logOf(world, 'postgres'), 'database system is shut down');

  const second = start(world, { DEMO_KEY: 'second' });
  await second.says(running);
  process.kill(second.pid, 'SIGHUP');
  t.match((await second.finished).output, '12-08-0000001-6   first');
  t.match(logOf(world, 'issuer'), 'stopping after 2 starts');
});

t.test('demo.json has the shape that scripts rely on and is closed to others', async (t) => {
  const world = await emptyWorld(t);
  const started = start(world);
  await started.says(running);
  process.kill(started.pid, 'SIGINT');
  await started.finished;
  const file = join(world.DATA_DIR, 'demo.json');
  const account = { loginId: String, password: String, clientId: String, clientSecret: String };
  t.match(JSON.parse(readFileSync(file, 'utf8')) as Demo, {
    issuer: { url: `http://127.0.0.1:${world.ISSUER_PORT}` },
    dsure: { url: `http://127.0.0.1:${world.DSURE_PORT}` },
    contractor: account,
    underwriter: account,
    admin: account,
    guarantees: [{ guaranteeNumber: '12-08-0000001-6', authenticationKey: 'KEY' }],
  });
  for (const name of ['demo.json', join('keys', 'issuer', 'certificate.private.jwk.json'), join('log', 'issuer.log')]) {
    t.equal(statSync(join(world.DATA_DIR, name)).mode & 0o777, 0o600, name);
  }
});

t.test('what an earlier start left behind when it was killed is ended first', async (t) => {
  const world = await emptyWorld(t);
  const killed = start(world);
  await killed.says(running);
  const [, ...leftOver] = pidsOf(world);
  process.kill(killed.pid, 'SIGKILL');
  await killed.finished;
  t.ok(leftOver.every(commandLine), 'it could not stop anything');
  const again = start(world);
  await again.says(running);
  t.same(leftOver.map(commandLine), ['', '', '']);
  const busy = await start(world).finished;
  t.equal(busy.code, 1);
  t.match(busy.lastLine, `is in use by process ${again.pid}: stop that one first`);
  t.equal(await statusOf(world.ISSUER_PORT), 200, 'and the one that runs is left alone');
  process.kill(again.pid, 'SIGTERM');
  t.equal((await again.finished).code, 0);
});

t.test('a service that dies is named with its log, and everything else is stopped', async (t) => {
  const world = await emptyWorld(t);
  const started = start(world);
  await started.says(running);
  const ids = pidsOf(world);
  process.kill(traces(world).dsure!.pid, 'SIGKILL');
  const { code, lastLine } = await started.finished;
  t.equal(code, 1);
  t.equal(
    lastLine,
    `✗ dsure ended by itself; its log is ${join(world.DATA_DIR, 'log', 'dsure.log')}. Everything else is stopped.`,
  );
  t.same(ids.map(commandLine), ['', '', '', '']);
});

t.test('a port that is taken is named, with the way out', async (t) => {
  const world = await emptyWorld(t);
  const other = createServer().listen(Number(world.DSURE_PORT), '127.0.0.1');
  t.teardown(() => other.close());
  const { code, lastLine } = await start(world).finished;
  t.equal(code, 1);
  t.match(
    lastLine,
    `✗ Port ${world.DSURE_PORT} of D-Sure is taken: end what listens there, or set DSURE_PORT to another`,
  );
  t.notOk(existsSync(join(world.DATA_DIR, 'running.json')));
});

interface World {
  DATA_DIR: string;
  ISSUER_PORT: string;
  DSURE_PORT: string;
}

async function emptyWorld(t: Test): Promise<World> {
  const folder = emptyFolder(t);
  const [issuer, dsure] = [await freePort(), await freePort()];
  return { DATA_DIR: join(folder, 'data'), ISSUER_PORT: String(issuer), DSURE_PORT: String(dsure) };
}

function start(world: World, more: Record<string, string> = {}): Launched {
  const program = fileURLToPath(new URL('./stand-in-program.js', import.meta.url));
  const { npm_lifecycle_event, ...environment } = process.env;
  return launch([program], { ...environment, ...world, ...more });
}

function traces({ DATA_DIR }: World): Record<string, { pid: number }> {
  return JSON.parse(readFileSync(join(DATA_DIR, 'running.json'), 'utf8')) as Record<string, { pid: number }>;
}

function pidsOf(world: World): number[] {
  return Object.values(traces(world)).map(({ pid }) => pid);
}

function logOf({ DATA_DIR }: World, name: string): string {
  return readFileSync(join(DATA_DIR, 'log', `${name}.log`), 'utf8');
}

async function statusOf(port: string): Promise<number> {
  return (await fetch(`http://127.0.0.1:${port}/`)).status;
}
