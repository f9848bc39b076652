import { type Html, type HtmlValue, html } from '@e-surety/service-kit/pages';

/** A label and what stands beside it; a fact without a value is left out. */
export type Fact = readonly [label: string, value: HtmlValue];

export const facts = (rows: readonly Fact[], kind: 'narrow' | 'wide' = 'narrow'): Html =>
  html`<dl class="facts facts-dense${kind === 'wide' && ' facts-wide'}">${rows
    .filter(([, value]) => isSomething(value))
    .map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>\n`)}</dl>`;

/** One below the other; nothing where there is none of them. */
export function lines(...texts: HtmlValue[]): Html | null {
  const said = texts.filter(isSomething);
  return said.length === 0 ? null : html`${said.map((text) => html`<p>${text}</p>`)}`;
}

const isSomething = (value: HtmlValue): boolean =>
  value !== null && value !== undefined && value !== false && value !== '';

/** Text as somebody wrote it, with its own lines. */
export const written = (text: string): Html => html`<p class="written">${text}</p>`;
