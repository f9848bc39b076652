import { Refusal } from '@e-surety/domain';
import { Problem, type ProblemKind, type ProblemOccasion } from './problem.js';

export interface ProblemTable<Code extends string> {
  readonly kinds: Record<Code, ProblemKind>;
  /** The problem for a code, to throw where no domain refusal stands behind it. */
  problem(code: Code, occasion?: ProblemOccasion): Problem;
  /** What a thrown refusal is over HTTP; undefined for every other error. */
  fromRefusal(error: unknown): Problem | undefined;
}

/** The one place where a service says which HTTP status and title each of its refusals has. */
export function problemTable<Code extends string>(kinds: Record<Code, ProblemKind>): ProblemTable<Code> {
  return {
    kinds,
    problem: (code, occasion) => new Problem(code, kinds[code], occasion),
    fromRefusal: (error) => (isOf(kinds, error) ? problemFor(error, kinds[error.code]) : undefined),
  };
}

function isOf<Code extends string>(kinds: Record<Code, ProblemKind>, error: unknown): error is Refusal<Code> {
  return error instanceof Refusal && Object.hasOwn(kinds, error.code);
}

function problemFor(refusal: Refusal<string>, kind: ProblemKind): Problem {
  const { code, detail: facts, pointer } = refusal;
  const detail = kind.detail?.(facts) ?? kind.title;
  const errors = pointer === null ? undefined : [{ pointer, in: 'body' as const, code, detail }];
  return new Problem(code, kind, { detail, facts, errors, cause: refusal });
}
