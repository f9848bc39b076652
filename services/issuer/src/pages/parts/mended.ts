import type { Refused } from '@e-surety/client/issuer';
import type { FormError } from '@e-surety/service-kit/pages';
import { problemOf } from '../site/api.js';
import { type FormField, formErrorsOf } from '../site/field-errors.js';

/** What a form can mend of a refusal, each fault at its field; what none can goes on to the page of problems. */
export function mendable(refused: Refused, fields: readonly FormField[] = []): FormError[] {
  const problem = problemOf(refused);
  const errors = formErrorsOf(problem, fields);
  if (errors === null) throw problem;
  return errors;
}
