import type { FormError } from '@e-surety/service-kit/pages';
import type { FieldError, Problem } from '@e-surety/service-kit/problems';

/** A field of a form, and where the contract has what is typed there. */
export interface FormField {
  id: string;
  /** JSON Pointer into the body of the operation. */
  pointer: string;
  /** As it stands beside the field. */
  label: string;
  /** It is chosen, not typed. */
  choice?: boolean;
}

/** The fields of a form, or for a large form how to find the one that a pointer means. */
export type FormFields = readonly FormField[] | ((pointer: string) => Omit<FormField, 'pointer'> | undefined);

/**
 * What the API refused, as what is to be mended in a form: each fault at its field. One that belongs to no field stands in the summary
 * alone. Null for what no form can mend; that goes on to the page of problems.
 */
export function formErrorsOf(problem: Problem, fields: FormFields = []): FormError[] | null {
  if (![400, 409, 412, 422, 429].includes(problem.status)) return null;
  const inBody = (problem.errors ?? []).filter((error) => error.in === 'body');
  const faults = inBody.map((error) => errorAt(error, fields));
  const told = faults.length > 0 ? faults : [{ field: '', message: sentence(problem) }];
  return told.filter((one, i) => !isSaidBefore(told.slice(0, i), one));
}

/** One fault of a field is enough at a time. */
const isSaidBefore = (before: readonly FormError[], { field, message }: FormError) =>
  before.some((one) => one.field === field && (field !== '' || one.message === message));

function errorAt(error: FieldError, fields: FormFields): FormError {
  const field = typeof fields === 'function' ? fields(error.pointer) : nearest(error.pointer, fields);
  return field ? { field: field.id, message: inWords(error, field) } : { field: '', message: error.detail };
}

const nearest = (pointer: string, fields: readonly FormField[]) =>
  fields
    .filter((field) => pointer === field.pointer || pointer.startsWith(`${field.pointer}/`))
    .sort((a, b) => b.pointer.length - a.pointer.length)[0];

/** The API speaks to programs and calls a field by its name; a person reads its label. */
function inWords({ code, detail, expected }: FieldError, { label, choice }: Omit<FormField, 'pointer'>): string {
  switch (code) {
    case 'required':
    case 'empty':
    case 'wrong_type':
      return namesAField.test(detail) ? `${label}を${choice ? '選んで' : '入力して'}ください` : detail;
    case 'not_allowed_value':
    case 'too_few':
      return `${label}を選んでください`;
    case 'too_long':
    case 'too_short':
      return `${label}は${expected}で入力してください`;
    case 'wrong_format':
      return `${label}の形式が違うか、使えない文字が含まれています`;
    case 'not_an_amount':
    case 'not_a_day':
    case 'day_out_of_range':
      return `${label}: ${detail}${expected === undefined ? '' : `(${expected})`}`;
    default:
      return detail;
  }
}

/** In the API's own words, which call a field by its name in the contract. */
const namesAField = /^「[\w.]+」|^[\w.]+ を/u;

const sentence = ({ title, detail }: Problem) => (detail === title ? title : `${title}。${detail}`);
