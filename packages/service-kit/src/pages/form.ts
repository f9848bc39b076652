import { type Html, html } from './html.js';

/** One thing to mend: the id of its field, and what to do. */
export interface FormError {
  /** Empty for what is wrong with the whole. */
  field: string;
  message: string;
}

/** All that is to be mended, at the head of the page. The focus goes there, without a script too. */
export function errorSummary(errors: readonly FormError[]): Html | null {
  if (errors.length === 0) return null;
  return html`<div class="error-summary" role="group" aria-labelledby="error-summary-title" tabindex="-1" autofocus>
<h2 id="error-summary-title">入力を確かめてください</h2>
<ul>${errors.map(({ field, message }) => html`<li>${field === '' ? message : html`<a href="#${field}">${message}</a>`}</li>`)}</ul>
</div>`;
}

/** The title of a page says first that something is to be mended. */
export function titleWith(errors: readonly FormError[], title: string): string {
  return errors.length === 0 ? title : `エラー: ${title}`;
}

export interface FieldOptions {
  id: string;
  name?: string;
  label: string;
  hint?: Html | string;
  errors?: readonly FormError[];
  required?: boolean;
  /** What `?` beside the label tells. */
  help?: Html | string;
  /** Between the hint and the input. */
  beside?: Html | null;
}

export interface TextOptions extends FieldOptions {
  value?: string;
  kind?: 'short' | 'medium' | 'long' | 'code';
  type?: 'text' | 'email' | 'tel' | 'password' | 'search';
  inputmode?: 'numeric' | 'text';
  autocomplete?: string;
  maxlength?: number;
  /** The id of a list of what is often typed here. */
  list?: string;
}

/** A line of text with its label, hint and error, tied to each other for whoever hears the page. */
export function textField(options: TextOptions): Html {
  const { id, name = id, value = '', kind = 'medium', type = 'text' } = options;
  const { inputmode, autocomplete = 'off', maxlength, list } = options;
  return field(
    options,
    (described) =>
      html`<input class="input input-${kind}" type="${type}" id="${id}" name="${name}" value="${value}" autocomplete="${autocomplete}"${
        inputmode && html` inputmode="${inputmode}"`
      }${maxlength !== undefined && html` maxlength="${maxlength}"`}${list && html` list="${list}"`}${
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

/** A field around its input, which is told where its hint and error stand. */
export function field(options: FieldOptions, input: (described: Html) => Html): Html {
  const { id, label, hint, beside } = options;
  const errors = errorsOf(options);
  return html`<div class="field${errors.length > 0 && ' field-wrong'}">
<label class="label" for="${id}">${label}${requiredMark(options)}</label>${helpOf(options)}
${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`}${errors}${beside}
${input(describedBy(options))}
</div>`;
}

export function requiredMark({ required }: FieldOptions): Html | null {
  if (required === undefined) return null;
  return required ? html` <span class="mark mark-required">必須</span>` : html` <span class="mark">任意</span>`;
}

export function errorsOf({ id, errors = [] }: FieldOptions): Html[] {
  return errors
    .filter(({ field }) => field === id)
    .map(
      ({ message }) =>
        html`<p class="error" id="${id}-error"><span class="visually-hidden">エラー: </span>${message}</p>`,
    );
}

export function describedBy(options: FieldOptions): Html {
  const wrong = errorsOf(options).length > 0;
  const ids = [options.hint && `${options.id}-hint`, wrong && `${options.id}-error`].filter(Boolean);
  return html`${ids.length > 0 && html` aria-describedby="${ids.join(' ')}"`}${wrong && html` aria-invalid="true"`}`;
}

/** `?`, which opens by mouse, finger and keyboard, with or without a script. */
export function helpOf({ label, help }: Pick<FieldOptions, 'label' | 'help'>): Html | null {
  if (!help) return null;
  return html`<details class="help"><summary><span aria-hidden="true">?</span><span class="visually-hidden">${label}の説明</span></summary><div class="help-text">${help}</div></details>`;
}
