import type { RefusalDetail } from '@e-surety/domain';

/** One thing that is wrong with a request: where it is, and what would be right. */
export interface FieldError {
  /** JSON Pointer (RFC 6901) into the part that `in` names. */
  pointer: string;
  in: 'body' | 'path' | 'query' | 'header';
  code: string;
  detail: string;
  expected?: string;
}

/** What a code always means, whatever the occasion. */
export interface ProblemKind {
  status: number;
  title: string;
  /** Puts the facts of a refusal into words. */
  detail?: (facts: RefusalDetail) => string;
}

/** What is particular to one occasion. */
export interface ProblemOccasion {
  detail?: string | undefined;
  errors?: FieldError[] | undefined;
  /** What the sentence speaks of, for programs. */
  facts?: RefusalDetail | undefined;
  headers?: Record<string, string> | undefined;
  cause?: unknown;
}

/** An answer of the problem kind (RFC 9457), thrown from wherever it is found out. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly errors: FieldError[] | undefined;
  readonly facts: RefusalDetail;
  readonly headers: Record<string, string>;

  constructor(code: string, kind: ProblemKind, occasion: ProblemOccasion = {}) {
    super(`${code} (${kind.status})`, { cause: occasion.cause });
    this.name = 'Problem';
    this.code = code;
    this.status = kind.status;
    this.title = kind.title;
    this.facts = occasion.facts ?? {};
    this.detail = occasion.detail ?? kind.detail?.(this.facts) ?? kind.title;
    this.errors = occasion.errors;
    this.headers = occasion.headers ?? {};
  }
}
