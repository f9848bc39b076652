import { describedBy, errorsOf, type FieldOptions, field, helpOf, requiredMark } from './form.js';
import { type Html, html } from './html.js';

export interface Choice {
  value: string;
  label: string;
  hint?: string;
}

export function radioField(options: FieldOptions & { choices: readonly Choice[]; value?: string }): Html {
  const { id, name = id, label, hint, choices, value } = options;
  const errors = errorsOf(options);
  return html`<fieldset class="field${errors.length > 0 && ' field-wrong'}"${describedBy(options)}>
<legend class="label">${label}${requiredMark(options)}</legend>${helpOf(options)}
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

/** One of many; `choices` begin with what stands there while nothing is chosen. */
export function selectField(options: FieldOptions & { choices: readonly Choice[]; value?: string }): Html {
  const { id, name = id, choices, value = '' } = options;
  return field(
    options,
    (described) =>
      html`<select class="input input-medium" id="${id}" name="${name}"${described}>
${choices.map(
  (choice) =>
    html`<option value="${choice.value}"${choice.value === value && html` selected`}>${choice.label}</option>\n`,
)}</select>`,
  );
}

/** One box: said, or not said. */
export function checkField(options: FieldOptions & { value?: string; checked?: boolean }): Html {
  const { id, name = id, label, hint, value = 'true', checked = false } = options;
  const errors = errorsOf(options);
  return html`<div class="field${errors.length > 0 && ' field-wrong'}">
${errors}<div class="radio"><input type="checkbox" id="${id}" name="${name}" value="${value}"${checked && html` checked`}${describedBy(options)}>
<div><label for="${id}">${label}${requiredMark(options)}</label>${helpOf(options)}${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`}</div></div>
</div>`;
}
