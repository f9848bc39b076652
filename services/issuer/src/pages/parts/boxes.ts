import { type Choice, type FormError, type Html, html } from '@e-surety/service-kit/pages';

/** Several of many: boxes of one name. The first has the id, so that what is wrong leads there. */
export function boxes(options: {
  id: string;
  name?: string;
  label: string;
  choices: readonly Choice[];
  checked: readonly string[];
  errors?: readonly FormError[];
  hint?: string;
}): Html {
  const { id, name = id, label, choices, checked, errors = [], hint } = options;
  const wrong = errors.filter(({ field }) => field === id);
  const described = [hint && `${id}-hint`, wrong.length > 0 && `${id}-error`].filter(Boolean).join(' ');
  return html`<fieldset class="field${wrong.length > 0 && ' field-wrong'}"${described !== '' && html` aria-describedby="${described}"`}>
<legend class="label">${label}</legend>${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`}${wrong.map(
    ({ message }) =>
      html`<p class="error" id="${id}-error"><span class="visually-hidden">エラー: </span>${message}</p>`,
  )}
<div class="boxes">${choices.map(
    (choice, i) =>
      html`<div class="radio"><input type="checkbox" id="${i === 0 ? id : `${id}-${choice.value}`}" name="${name}" value="${choice.value}"${
        checked.includes(choice.value) && html` checked`
      }><label for="${i === 0 ? id : `${id}-${choice.value}`}">${choice.label}</label></div>\n`,
  )}</div></fieldset>`;
}
