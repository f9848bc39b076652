import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Test } from 'tap';

/** Why a test with a program of another maker cannot run here; false if it can. */
export function lacks(...programs: string[]): string | false {
  const missing = programs.filter((program) => spawnSync('which', [program]).status !== 0);
  return missing.length > 0 && `${missing.join(', ')} not installed`;
}

export function run(program: string, ...args: string[]): string {
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  return stdout + stderr;
}

/** A folder that goes when the test ends. */
export function folder(t: Test): (name: string) => string {
  const path = mkdtempSync(join(tmpdir(), 'papers-'));
  t.teardown(() => rmSync(path, { recursive: true }));
  return (name) => join(path, name);
}
