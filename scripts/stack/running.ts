import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeSecret } from '@e-surety/service-kit/secret-files';
import { commandLine, end } from '../processes.js';
import { Trouble } from '../trouble.js';

/** A process, with the command line by which it is known again after its number may have been given to another. */
interface Trace {
  pid: number;
  command: string;
}

type Traces = Record<string, Trace>;

const owner = 'start';

/**
 * Remembers which processes belong to a data folder. If we are killed before we can stop them, the next start finds
 * and stops them here.
 */
export interface Running {
  remember(name: string, pid: number): void;
  forget(): void;
}

export async function takeOver(data: string): Promise<Running> {
  const file = join(data, 'running.json');
  const { [owner]: starter, ...services } = readTraces(file);
  if (starter && starter.pid !== process.pid && isAlive(starter)) {
    throw new Trouble(
      `${data} is in use by process ${starter.pid}: stop that one first (Ctrl-C there, or kill ${starter.pid}), or set DATA_DIR to another folder.`,
    );
  }
  await Promise.all(
    Object.values(services)
      .filter(isAlive)
      .map(({ pid }) => end(pid, 'SIGTERM')),
  );
  const traces: Traces = {};
  const remember = (name: string, pid: number) => {
    traces[name] = { pid, command: commandLine(pid) };
    writeSecret(file, `${JSON.stringify(traces, null, 2)}\n`);
  };
  remember(owner, process.pid);
  return { remember, forget: () => rmSync(file, { force: true }) };
}

function isAlive({ pid, command }: Trace): boolean {
  return command !== '' && commandLine(pid) === command;
}

function readTraces(file: string): Traces {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Traces;
  } catch {
    return {};
  }
}
