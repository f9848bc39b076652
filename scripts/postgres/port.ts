import { randomInt } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Home } from './home.js';

/** The port of last time if nobody took it since, else a free one. */
export async function keptPort(home: Home): Promise<number> {
  const kept = readKept(home);
  return kept !== undefined && (await isFree(kept)) ? kept : freePort();
}

export function keepPort(home: Home, port: number): void {
  if (readKept(home) !== port) writeFileSync(portFile(home), `${port}\n`);
}

export async function isFree(port: number): Promise<boolean> {
  return (await listen(port)) !== undefined;
}

/**
 * Below those that systems give to outgoing connections (32768 and above, 49152 on others): such a port would be free now and
 * somebody's in a moment, before its server listens.
 */
export async function freePort(): Promise<number> {
  const port = randomInt(20_000, 32_000);
  return (await listen(port)) ?? freePort();
}

function readKept(home: Home): number | undefined {
  try {
    return Number(readFileSync(portFile(home), 'utf8'));
  } catch {
    return undefined;
  }
}

function portFile(home: Home): string {
  return join(home.folder, 'port');
}

/** Listens for a moment on 127.0.0.1 and tells where; undefined if somebody else does. */
function listen(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const { port: found } = server.address() as { port: number };
      server.close(() => resolve(found));
    });
  });
}
