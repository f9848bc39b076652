import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { type FileReport, readTap } from './tally.js';

export interface RunOptions {
  /** What is run, and how it is called. */
  files: Map<string, string>;
  env: NodeJS.ProcessEnv;
  /** Ends what runs. */
  signal: AbortSignal;
  onFile: (report: FileReport) => void;
}

/** No file takes that long unless it hangs. */
const patienceMs = 600_000;

/**
 * Runs test files, each a process of its own that says in TAP how it went: one more at a time than there are cores, since now and then
 * each waits for a database or a browser.
 */
export async function runFiles({ files, onFile, ...options }: RunOptions): Promise<void> {
  const waiting = [...files];
  const work = async () => {
    for (let next = waiting.shift(); next && !options.signal.aborted; next = waiting.shift()) {
      onFile(await runFile(...next, options));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() + 1 }, work));
}

async function runFile(path: string, name: string, { env, signal }: Pick<RunOptions, 'env' | 'signal'>) {
  const begun = performance.now();
  const child = spawn(process.execPath, ['--enable-source-maps', path], {
    env: { ...env, TAP_TIMEOUT: String(patienceMs / 1000) },
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: patienceMs + 5_000,
    killSignal: 'SIGKILL',
  });
  const stop = () => child.kill('SIGTERM');
  signal.addEventListener('abort', stop);
  const reading = readTap(child.stdout, name);
  const [exitCode, signalCode] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  signal.removeEventListener('abort', stop);
  const report = await reading;
  report.milliseconds = performance.now() - begun;
  // Its own exit code is believed too: what it found wrong must not pass because we could not read it.
  if (exitCode !== 0 && report.failed === 0) {
    report.failed++;
    report.failures.push({ path: [name], details: exitCode === null ? { signal: signalCode } : { exitCode } });
  }
  return report;
}
