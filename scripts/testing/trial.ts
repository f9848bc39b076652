import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../root.js';
import type { Stack } from '../stack/stack.js';
import { askedToStop } from '../start/signals.js';
import { showTrouble } from '../trouble.js';
import { startTestStack } from './stack.js';

/**
 * Runs a long trial, as a program of its own, on a new stack that is gone afterwards. `work` returns how many faults it told; if any,
 * the exit code is 1 and the logs of the services stay in `.data/`.
 */
export async function tryOnNewStack(
  name: string,
  work: (stack: Stack, signal: AbortSignal) => Promise<number>,
): Promise<void> {
  const signal = askedToStop();
  const cleaning: (() => unknown)[] = [];
  try {
    const stack = await startTestStack({ teardown: (clean) => cleaning.unshift(clean) }, { signal });
    if ((await work(stack, signal)) === 0) return;
    process.exitCode = 1;
    const kept = join('.data', `${name}-log`);
    cpSync(dirname(stack.logOf('issuer')), join(root, kept), { recursive: true });
    console.log(`The logs of the services are in ${kept}`);
  } catch (error) {
    showTrouble(error);
    process.exitCode = 1;
  } finally {
    for (const clean of cleaning) await clean();
  }
}
