import { type Html, html } from './html.js';

/** One thing to mend: the id of its field, and what to do. */
export interface FormError {
  field: string;
  message: string;
}

/** All that is to be mended, at the head of the page. The focus goes there, without a script too. */
export function errorSummary(errors: readonly FormError[]): Html | null {
  if (errors.length === 0) return null;
  return html`<div class="error-summary" role="group" aria-labelledby="error-summary-title" tabindex="-1" autofocus>
<h2 id="error-summary-title">入力を確かめてください</h2>
<ul>${errors.map(({ field, message }) => html`<li><a href="#${field}">${message}</a></li>`)}</ul>
</div>`;
}

/** The title of a page says first that something is to be mended. */
export function titleWith(errors: readonly FormError[], title: string): string {
  return errors.length === 0 ? title : `エラー: ${title}`;
}

interface FieldOptions {
  id: string;
  name?: string;
  label: string;
  hint?: Html | string;
  errors?: readonly FormError[];
  required?: boolean;
  /** Between the hint and the input. */
  beside?: Html | null;
}

export interface TextOptions extends FieldOptions {
  value?: string;
  kind?: 'short' | 'medium' | 'long' | 'code';
  inputmode?: 'numeric' | 'text';
  autocomplete?: string;
  maxlength?: number;
}

/** A line of text with its label, hint and error, tied to each other for whoever hears the page. */
export function textField(options: TextOptions): Html {
  const { id, name = id, value = '', kind = 'medium', inputmode, autocomplete = 'off', maxlength } = options;
  return field(
    options,
    (described) =>
      html`<input class="input input-${kind}" type="text" id="${id}" name="${name}" value="${value}" autocomplete="${autocomplete}"${
        inputmode && html` inputmode="${inputmode}"`
      }${maxlength !== undefined && html` maxlength="${maxlength}"`}${
        kind === 'code' && html` autocapitalize="characters" spellcheck="false" autocorrect="off"`
      }${described}>`,
  );
}

export function textArea(options: FieldOptions & { value?: string; rows?: number; code?: boolean }): Html {
  const { id, name = id, value = '', rows = 4, code = false } = options;
  return field(
    options,
    (described) =>
      html`<textarea class="input input-long${code && ' input-lines'}" id="${id}" name="${name}" rows="${rows}" autocomplete="off"${
        code && html` spellcheck="false"`
      }${described}>
${value}</textarea>`,
  );
}

/** The name of a chosen file is lost when a form is shown again: no browser lets a page set it. */
export function fileField(options: FieldOptions & { accept?: string }): Html {
  const { id, name = id, accept } = options;
  return field(
    options,
    (described) =>
      html`<input class="input input-file" type="file" id="${id}" name="${name}"${accept && html` accept="${accept}"`}${described}>`,
  );
}

export interface Choice {
  value: string;
  label: string;
  hint?: string;
}

export function radioField(options: FieldOptions & { choices: readonly Choice[]; value?: string }): Html {
  const { id, name = id, label, hint, choices, value } = options;
  const errors = errorsOf(options);
  return html`<fieldset class="field${errors.length > 0 && ' field-wrong'}"${describedBy(options)}>
<legend class="label">${label}${requiredMark(options)}</legend>
${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`}${errors}
${choices.map(
  (
    choice,
    i,
  ) => html`<div class="radio"><input type="radio" id="${i === 0 ? id : `${id}-${choice.value}`}" name="${name}" value="${choice.value}"${
    choice.value === value && html` checked`
  }${choice.hint && html` aria-describedby="${id}-${choice.value}-hint"`}>
<label for="${i === 0 ? id : `${id}-${choice.value}`}">${choice.label}</label>${
    choice.hint && html`<span class="hint" id="${id}-${choice.value}-hint">${choice.hint}</span>`
  }</div>\n`,
)}</fieldset>`;
}

function field(options: FieldOptions, input: (described: Html) => Html): Html {
  const { id, label, hint, beside } = options;
  const errors = errorsOf(options);
  return html`<div class="field${errors.length > 0 && ' field-wrong'}">
<label class="label" for="${id}">${label}${requiredMark(options)}</label>
${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`}${errors}${beside}
${input(describedBy(options))}
</div>`;
}

function requiredMark({ required }: FieldOptions): Html | null {
  if (required === undefined) return null;
  return required ? html` <span class="mark mark-required">必須</span>` : html` <span class="mark">任意</span>`;
}

function errorsOf({ id, errors = [] }: FieldOptions): Html[] {
  return errors
    .filter(({ field }) => field === id)
    .map(
      ({ message }) =>
        html`<p class="error" id="${id}-error"><span class="visually-hidden">エラー: </span>${message}</p>`,
    );
}

function describedBy(options: FieldOptions): Html {
  const wrong = errorsOf(options).length > 0;
  const ids = [options.hint && `${options.id}-hint`, wrong && `${options.id}-error`].filter(Boolean);
  return html`${ids.length > 0 && html` aria-describedby="${ids.join(' ')}"`}${wrong && html` aria-invalid="true"`}`;
}
