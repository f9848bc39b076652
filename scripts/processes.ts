import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** The command line of a process, '' if it has ended. A number alone proves nothing: the system gives it out again. */
export function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

/** Asks a process that is not our child to end, insists after a while, and returns when it is gone. */
export async function end(pid: number, signal: NodeJS.Signals, { insistAfter = 15_000 } = {}): Promise<void> {
  const insistAt = Date.now() + insistAfter;
  let next: NodeJS.Signals | undefined = signal;
  while (commandLine(pid) !== '') {
    if (next) kill(pid, next);
    next = undefined;
    await sleep(20);
    if (Date.now() > insistAt) next = 'SIGKILL';
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // it has ended meanwhile
  }
}
