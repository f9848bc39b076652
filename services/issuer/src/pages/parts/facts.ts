import { type Html, type HtmlValue, html } from '@e-surety/service-kit/pages';

/** A label and what stands beside it; a fact without a value is left out. */
export type Fact = readonly [label: string, value: HtmlValue];

export const facts = (rows: readonly Fact[]): Html =>
  html`<dl class="facts facts-dense">${rows
    .filter(([, value]) => value !== null && value !== undefined && value !== false && value !== '')
    .map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>\n`)}</dl>`;

/** One below the other. */
export const lines = (...texts: HtmlValue[]): Html =>
  html`${texts.filter((text) => text !== null && text !== undefined && text !== false && text !== '').map((text) => html`<p>${text}</p>`)}`;

/** Text as somebody wrote it, with its own lines. */
export const written = (text: string): Html => html`<p class="written">${text}</p>`;
