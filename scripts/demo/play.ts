import type { Stack } from '../stack/stack.js';
import { Trouble } from '../trouble.js';
import type { DemoGuarantee } from './demo.js';

/** Plays the example once through the public API of a running stack. */
export async function playDemo(_stack: Stack): Promise<DemoGuarantee[]> {
  throw new Trouble('The demo is not written yet.');
}
