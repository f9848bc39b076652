import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Trouble } from '../trouble.js';

/** Runs a tool to its end and returns what it said; a failure is told in the tool's own words. */
export type RunTool = (command: string, args: string[], options?: { timeout?: number }) => Promise<string>;

export function toolsWith(environment: Record<string, string>): RunTool {
  return async (command, args, { timeout = 20 * 60_000 } = {}) => {
    const env = { ...process.env, ...environment };
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], timeout });
    const said = { out: '', all: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.out += text;
      said.all += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said.all += text;
    });
    const [code] = await once(child, 'close').catch((error) => {
      throw new Trouble(`${command} does not run (${(error as NodeJS.ErrnoException).code}).`);
    });
    if (code !== 0) throw new Trouble(`${command} ${args.slice(0, 3).join(' ')} … failed.`, said.all);
    return said.out.trim();
  };
}

export async function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}
