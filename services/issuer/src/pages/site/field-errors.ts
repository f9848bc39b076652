import type { FormError } from '@e-surety/service-kit/pages';
import type { FieldError, Problem } from '@e-surety/service-kit/problems';

/** A field of a form, and where the contract has what is typed there. */
export interface FormField {
  id: string;
  /** JSON Pointer into the body of the operation. */
  pointer: string;
  /** As it stands beside the field. */
  label: string;
}

/**
 * What the API refused, as what is to be mended in a form: each fault at its field. One that belongs to no field stands in the summary
 * alone. Null for what no form can mend; that goes on to the page of problems.
 */
export function formErrorsOf(problem: Problem, fields: readonly FormField[] = []): FormError[] | null {
  if (![400, 409, 412, 422, 429].includes(problem.status)) return null;
  const inBody = (problem.errors ?? []).filter((error) => error.in === 'body');
  const faults = inBody.map((error) => errorAt(error, fields));
  const told = faults.length > 0 ? faults : [{ field: '', message: sentence(problem) }];
  // Two faults of one field that read alike are one to whoever reads them.
  return told.filter(
    ({ field, message }, i) => told.findIndex((one) => one.field === field && one.message === message) === i,
  );
}

function errorAt(error: FieldError, fields: readonly FormField[]): FormError {
  const field = fields
    .filter(({ pointer }) => error.pointer === pointer || error.pointer.startsWith(`${pointer}/`))
    .sort((a, b) => b.pointer.length - a.pointer.length)[0];
  return field ? { field: field.id, message: inWords(error, field.label) } : { field: '', message: error.detail };
}

/** The API speaks to programs and calls a field by its name; a person reads its label. */
function inWords({ code, detail, expected }: FieldError, label: string): string {
  switch (code) {
    case 'required':
    case 'empty':
    case 'wrong_type':
      return /^「[\w.]+」|^[\w.]+ を/.test(detail) ? `${label}を入力してください` : detail;
    case 'not_allowed_value':
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

const sentence = ({ title, detail }: Problem) => (detail === title ? title : `${title}。${detail}`);
