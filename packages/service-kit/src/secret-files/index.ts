import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Readable by its owner alone, and never seen half written. */
export function writeSecret(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.new`, content, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** A secret is made once: what was signed or encrypted with it must stay readable. */
export async function writeSecretOnce(file: string, make: () => string | Promise<string>): Promise<void> {
  if (!existsSync(file)) writeSecret(file, await make());
}
