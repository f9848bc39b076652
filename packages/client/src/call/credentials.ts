import type { Refused } from './answer.js';
import type { Operation } from './operation.js';

/** Who calls. Asked before each attempt, and only for operations that not everybody may call. */
export interface Credentials {
  headersFor(operation: Operation): Promise<{ headers: Record<string, string> } | Refused>;
  /** The service answered 401. True if others can be had, and one more attempt may help. */
  wereRefused?(): boolean;
}

/** The header of who holds a token. */
export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
