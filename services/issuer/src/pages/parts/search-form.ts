import { type Choice, type Html, html } from '@e-surety/service-kit/pages';

interface SearchField {
  name: string;
  label: string;
  value: string;
  choices?: readonly Choice[];
}

/** What a list is narrowed by, on one line where there is room. */
export function searchForm(path: string, fields: readonly SearchField[], button = '絞り込む'): Html {
  return html`<form class="search no-print" role="search" method="get" action="${path}">${fields.map(searchField)}
<button class="button button-small" type="submit">${button}</button></form>`;
}

function searchField({ name, label, value, choices }: SearchField): Html {
  const id = `search-${name}`;
  const input = choices
    ? html`<select class="input" id="${id}" name="${name}">${choices.map(
        (choice) =>
          html`<option value="${choice.value}"${choice.value === value && html` selected`}>${choice.label}</option>`,
      )}</select>`
    : html`<input class="input" type="search" id="${id}" name="${name}" value="${value}" autocomplete="off">`;
  return html`<div class="search-field${!choices && ' search-field-wide'}"><label for="${id}">${label}</label>${input}</div>`;
}

/** Choices of a filter begin with all. */
export const withAll = (choices: readonly Choice[]): Choice[] => [{ value: '', label: 'すべて' }, ...choices];

export const choicesOf = (names: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(names).map(([value, label]) => ({ value, label }));
