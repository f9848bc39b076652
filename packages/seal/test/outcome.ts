import { SealError, type SealErrorCode } from '../src/format.js';
import type { Vector } from './make-vectors/vector.js';
import { operations } from './operations.js';

export type Outcome = { result: unknown } | { error: SealErrorCode };

/** What this implementation makes of a vector; an error that is no refusal is thrown on. */
export function outcomeOf({ operation, input }: Pick<Vector, 'operation' | 'input'>): Outcome {
  try {
    return { result: JSON.parse(JSON.stringify(operations[operation](input as never))) };
  } catch (error) {
    if (error instanceof SealError) return { error: error.code };
    throw error;
  }
}
