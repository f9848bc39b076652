import {
  type Choice,
  checkField,
  type FormError,
  type Html,
  html,
  radioField,
  selectField,
  textArea,
  textField,
} from '@e-surety/service-kit/pages';
import { type TypedForm, typedIn } from '../../site/typed.js';
import { echoOf, understoodIn } from './echo.js';

type Options = {
  label: string;
  hint?: Html | string;
  help?: Html | string;
  required?: boolean;
  kind?: 'short' | 'medium' | 'long';
};

/** The fields of a form with what was typed and what is to be mended: each by its name, which is its id as well. */
export function fieldsOf(form: TypedForm, errors: readonly FormError[]) {
  const of = (name: string) => ({ id: name, errors, value: typedIn(form, name) });
  const text = (name: string, options: Options & { type?: 'email' | 'tel'; autocomplete?: string; list?: string }) =>
    textField({ ...of(name), ...options });
  /** With how it is understood below it. */
  const echoed = (name: string, options: Options & { inputmode?: 'numeric' }) =>
    html`<div class="echoed">${textField({ ...of(name), kind: 'short', ...options })}${echo(name, typedIn(form, name))}</div>`;
  return {
    text,
    day: (name: string, options: Options) => echoed(name, options),
    yen: (name: string, options: Options) => echoed(name, { inputmode: 'numeric', ...options }),
    wide: (name: string, options: Options) => echoed(name, { kind: 'medium', ...options }),
    area: (name: string, options: Options & { rows?: number }) => textArea({ ...of(name), ...options }),
    radio: (name: string, options: Options & { choices: readonly Choice[] }) => radioField({ ...of(name), ...options }),
    select: (name: string, options: Options & { choices: readonly Choice[] }) =>
      selectField({ ...of(name), ...options }),
    check: (name: string, options: Options) =>
      checkField({ id: name, errors, checked: typedIn(form, name) === 'true', ...options }),
    typed: (name: string) => typedIn(form, name),
    isWrong: (name: string) => errors.some(({ field }) => field === name),
  };
}
export type Fields = ReturnType<typeof fieldsOf>;

function echo(name: string, typed: string): Html {
  const understood = understoodIn(name);
  return html`<p class="echo" id="${name}-echo" data-echo="${name}" aria-live="polite">${understood && echoOf(understood, typed)}</p>`;
}

export const yesNo: readonly Choice[] = [
  { value: 'true', label: '希望する' },
  { value: 'false', label: '希望しない' },
];
