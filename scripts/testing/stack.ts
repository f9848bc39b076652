import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Stack, type StackOptions, startStack } from '../stack/stack.js';

interface WithTeardown {
  teardown(clean: () => unknown): unknown;
}

/** The real services on free ports with everything new, gone when `t` ends. */
export async function startTestStack(t: WithTeardown, options: Partial<StackOptions> = {}): Promise<Stack> {
  const folder = emptyFolder(t);
  const stack = await startStack({ data: join(folder, 'data'), ...options });
  t.teardown(() => stack.stop());
  return stack;
}

/** Outside of the checkout, where the account of PostgreSQL can enter. Its name has a space, as people's folders do. */
export function emptyFolder(t: WithTeardown): string {
  const folder = mkdtempSync(join(tmpdir(), 'e-surety test '));
  chmodSync(folder, 0o711);
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
