import { type Html, html } from './html.js';

/** Shapes that differ without their colours. What they mean always stands beside them in words. */
const shapes = {
  check: html`<circle cx="12" cy="12" r="11" fill="currentColor"/><path d="M6.5 12.5l3.6 3.6 7.4-8" fill="none" stroke="#fff" stroke-width="2.4"/>`,
  cross: html`<path d="M8 1h8l7 7v8l-7 7H8l-7-7V8z" fill="currentColor"/><path d="M8 8l8 8m0-8l-8 8" fill="none" stroke="#fff" stroke-width="2.4"/>`,
  clock: html`<circle cx="12" cy="12" r="9.8" fill="none" stroke="currentColor" stroke-width="2.4"/><path d="M12 6v6.5l4.2 2.4" fill="none" stroke="currentColor" stroke-width="2.4"/>`,
  ended: html`<path d="M12 1.5L23.5 22H.5z" fill="currentColor"/><path d="M12 9v6.5m0 1.8v2.4" fill="none" stroke="#fff" stroke-width="2.4"/>`,
  open: html`<circle cx="12" cy="12" r="9.8" fill="none" stroke="currentColor" stroke-width="2.4"/><path d="M7 12h10" fill="none" stroke="currentColor" stroke-width="2.4"/>`,
};
export type IconName = keyof typeof shapes;

export function icon(name: IconName): Html {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">${shapes[name]}</svg>`;
}

/** 適合 or not, in words, shape and colour. */
export function verdict(result: 'right' | 'wrong' | 'open', words: string): Html {
  const shape = { right: 'check', wrong: 'cross', open: 'open' } as const;
  return html`<span class="verdict verdict-${result}">${icon(shape[result])}${words}</span>`;
}
