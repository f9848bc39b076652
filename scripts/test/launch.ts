import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../root.js';

export interface Launched {
  pid: number;
  /** Returns once the process has said so. */
  says(words: string | RegExp): Promise<void>;
  finished: Promise<{ code: number | null; output: string; lastLine: string }>;
}

/** Runs a program of ours in a process group of its own, as a terminal would. */
export function launch(args: string[], env: NodeJS.ProcessEnv): Launched {
  const child = spawn(process.execPath, args, { cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let ended = false;
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const finished = once(child, 'close').then(([code]) => {
    ended = true;
    return { code: code as number | null, output, lastLine: output.trimEnd().split('\n').at(-1)! };
  });
  const says = async (words: string | RegExp) => {
    while (!(typeof words === 'string' ? output.includes(words) : words.test(output))) {
      if (ended) throw new Error(`it ended without having said ${words}:\n${output}`);
      await sleep(20);
    }
  };
  return { pid: child.pid!, says, finished };
}
