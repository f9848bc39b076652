import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeSecret } from '@e-surety/service-kit/secret-files';
import type { Demo, DemoGuarantee } from '../demo/demo.js';
import { phase } from '../progress.js';
import type { Programs } from '../stack/programs.js';
import { type Stack, startStack } from '../stack/stack.js';
import { showTrouble, Trouble } from '../trouble.js';
import { announcement } from './announce.js';
import { readSettings } from './settings.js';
import { askedToStop } from './signals.js';

export interface StartOptions {
  /** Plays the example through the public API of a running stack. */
  playDemo: (stack: Stack) => Promise<DemoGuarantee[]>;
  programs?: Programs;
}

/** Starts everything, announces it, and stays until it is asked to stop or a part dies. */
export async function start(options: StartOptions): Promise<void> {
  const asked = askedToStop();
  process.stdout.on('error', () => {}); // a terminal that is gone must not keep us from stopping in order
  try {
    await run(options, asked);
  } catch (error) {
    if (asked.aborted) return; // what fails while everything stops is no news
    showTrouble(error);
    process.exitCode = 1;
  }
}

async function run({ playDemo, ...more }: StartOptions, asked: AbortSignal): Promise<void> {
  const { data, ports } = readSettings(process.env);
  const stack = await startStack({ data, ports, phase, signal: asked, ...more });
  try {
    const demo = await whileItRuns(stack, asked, demoOf(stack, playDemo));
    if (!demo) return;
    console.log(announcement(demo, data));
    await whileItRuns(stack, asked, new Promise(() => {}));
  } finally {
    await phase('終了しています (stopping)', () => stack.stop());
  }
}

/** The demo is played on the first run alone: on later ones its file is there. */
async function demoOf(stack: Stack, playDemo: StartOptions['playDemo']): Promise<Demo> {
  const file = join(stack.data, 'demo.json');
  const guarantees = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Demo).guarantees
    : await phase('申込から照会までの例を実演しています (playing the example)', () => playDemo(stack));
  const demo = { issuer: { url: stack.issuerUrl }, dsure: { url: stack.dsureUrl }, ...stack.accounts, guarantees };
  writeSecret(file, `${JSON.stringify(demo, null, 2)}\n`);
  return demo;
}

/** Waits for `work`, but no longer than until we are asked to stop (undefined) or a part of the stack dies. */
async function whileItRuns<T>(stack: Stack, asked: AbortSignal, work: Promise<T>): Promise<T | undefined> {
  const stopped = new Promise<undefined>((resolve) => {
    asked.addEventListener('abort', () => resolve(undefined));
    if (asked.aborted) resolve(undefined);
  });
  const died = stack.died.then((name) => {
    throw new Trouble(`${name} ended by itself; its log is ${stack.logOf(name)}. Everything else is stopped.`);
  });
  work.catch(() => {}); // when the stack stops under it, its failure is no news
  return Promise.race([work, stopped, died]);
}
