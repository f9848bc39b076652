import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { end } from '../processes.js';
import { Trouble } from '../trouble.js';
import { type RunTool, succeeds, toolsWith } from './docker.js';

export interface Engine {
  /** With what the tools find it. */
  environment: Record<string, string>;
  /** Ours, and gone afterwards: it has no base images and no way out of its bridge. */
  own: boolean;
  remove(): Promise<void>;
}

const advice =
  'No Docker engine answers, so docker-compose.yml was not tried. Start one; or, as root on Debian, ' +
  'apt-get install docker.io docker-compose debootstrap iptables, and one is started for the time of the trial.';

/** The engine that is there; else one of our own, as root where `dockerd` is installed. */
export async function findEngine(): Promise<Engine> {
  const tools = toolsWith({});
  if (await succeeds(tools('docker', ['version'], { timeout: 20_000 }))) {
    return { environment: {}, own: false, remove: async () => {} };
  }
  const canStart = process.getuid?.() === 0 && (await succeeds(tools('dockerd', ['--version'])));
  if (!canStart) throw new Trouble(advice);
  return startEngine();
}

async function startEngine(): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'e-surety-engine-'));
  const host = `unix://${join(folder, 'docker.sock')}`;
  const log = join(folder, 'log');
  const child = spawn(
    'dockerd',
    [
      ...['--host', host, '--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec')],
      ...['--pidfile', join(folder, 'pid'), '--storage-driver', 'overlay2'],
      // A sandbox lets nobody touch the tables of its network; containers reach each other without.
      ...['--iptables=false', '--ip6tables=false', '--ip-forward=false', '--ip-masq=false', '--bip', '172.30.41.1/24'],
    ],
    { detached: true, stdio: ['ignore', openSync(log, 'a'), openSync(log, 'a')] },
  );
  const environment = { DOCKER_HOST: host };
  const remove = async () => {
    await end(child.pid!, 'SIGTERM');
    const tools = toolsWith({});
    await succeeds(tools('sh', ['-c', 'umount "$1"/exec/netns/* 2>/dev/null', 'sh', folder]));
    await succeeds(tools('ip', ['link', 'delete', 'docker0']));
    // Half a million files: Node takes minutes for them.
    await tools('rm', ['-rf', folder]);
  };
  if (await answers(toolsWith(environment), child)) return { environment, own: true, remove };
  const words = readFileSync(log, 'utf8').slice(-4000);
  await remove();
  throw new Trouble('dockerd does not run here, so docker-compose.yml was not tried.', words);
}

async function answers(tools: RunTool, child: { exitCode: number | null }): Promise<boolean> {
  for (let tries = 0; tries < 60 && child.exitCode === null; tries += 1) {
    if (await succeeds(tools('docker', ['version']))) return true;
    await sleep(500);
  }
  return false;
}
