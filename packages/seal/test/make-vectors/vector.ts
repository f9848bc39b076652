import type { SealErrorCode } from '../../src/format.js';
import type { Operation, Operations } from '../operations.js';

/** One file: what it shows, what to do with what, and what must come of it. */
export interface Vector<O extends Operation = Operation> {
  about: string;
  operation: O;
  input: Operations[O];
  expected: { result: unknown } | { error: SealErrorCode };
}

/** By file name, which says what is right or wrong about it. The result of a valid one is what the operation answers. */
export interface Vectors {
  valid: Record<string, AnyVector<'valid'>>;
  invalid: Record<string, AnyVector<'invalid'>>;
}

type Expectation = { valid: unknown; invalid: { error: SealErrorCode } };
export type AnyVector<Sort extends keyof Expectation> = {
  [O in Operation]: Pick<Vector<O>, 'about' | 'operation' | 'input'> & Expectation[Sort];
}[Operation];
