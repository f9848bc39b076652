import { type Html, html } from '@e-surety/service-kit/pages';

/** Where a body publishes its rules: an address, or what it is called. */
export const sourceText = (source: string): Html =>
  /^https?:\/\//u.test(source) ? html`<a href="${source}" rel="noreferrer">${source}</a>` : html`${source}`;
