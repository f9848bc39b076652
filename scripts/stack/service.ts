import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isFree } from '../postgres/port.js';
import { Trouble } from '../trouble.js';

export interface ServiceOptions {
  /** What people call it. */
  title: string;
  program: string;
  port: number;
  /** The variable by which people choose another port. */
  portVariable: string;
  environment: Record<string, string>;
  log: string;
  /** For Node itself, as for a measurement. */
  nodeOptions?: string[];
}

export interface Service {
  pid: number;
  hasEnded(): boolean;
  ended: Promise<unknown>;
  /** Returns when it answers; its last words are shown if it ends instead. */
  ready(signal?: AbortSignal): Promise<void>;
  /** Lets it finish what it is answering. */
  stop(): Promise<void>;
}

const patience = { toStart: 60_000, toStop: 10_000 };

/** Starts a service as a process of its own, with nothing of our environment but what it is given. */
export function launchService(options: ServiceOptions): Service {
  const log = openSync(options.log, 'a+', 0o600);
  const logBefore = readFileSync(log).length;
  const child = spawn(process.execPath, ['--enable-source-maps', ...(options.nodeOptions ?? []), options.program], {
    env: { PATH: process.env.PATH, ...options.environment },
    detached: true, // Ctrl-C reaches us alone, so that we stop things in order
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const ended = once(child, 'exit');
  const service: Service = {
    pid: child.pid!,
    ended,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    ready: (signal) => waitUntilReady(service, options, logBefore, signal),
    stop: async () => {
      if (service.hasEnded()) return;
      child.kill('SIGTERM');
      const insist = setTimeout(() => child.kill('SIGKILL'), patience.toStop);
      await ended;
      clearTimeout(insist);
    },
  };
  return service;
}

export async function demandFreePort(options: Pick<ServiceOptions, 'title' | 'port' | 'portVariable'>): Promise<void> {
  if (await isFree(options.port)) return;
  const { title, port, portVariable } = options;
  throw new Trouble(
    `Port ${port} of ${title} is taken: end what listens there, or set ${portVariable} to another port.`,
  );
}

async function waitUntilReady(service: Service, options: ServiceOptions, logBefore: number, signal?: AbortSignal) {
  const { title, port, log } = options;
  const deadline = Date.now() + patience.toStart;
  while (!(await answers(port))) {
    signal?.throwIfAborted();
    if (service.hasEnded()) {
      await demandFreePort(options);
      const words = readFileSync(log).subarray(logBefore).toString('utf8');
      throw new Trouble(`${title} did not start; its own words are above and in ${log}.`, words);
    }
    if (Date.now() > deadline) throw new Trouble(`${title} is not ready after a minute; its log is ${log}.`);
    await sleep(20);
  }
}

async function answers(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`, { headers: { connection: 'close' } });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}
