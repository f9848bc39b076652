import type { InputOf, operations } from '@e-surety/client/issuer';
import { type Html, html } from '@e-surety/service-kit/pages';
import { type TypedForm, typedIn } from '../site/typed.js';

/** The query of an operation. What somebody wrote into the address is judged by the contract. */
export type QueryOf<Id extends keyof operations> =
  InputOf<operations[Id]> extends { query?: infer Q } ? NonNullable<Q> : never;

/** What a list is asked for by: the fields of its search that say something, and where to go on. */
export function asked(query: TypedForm, names: readonly string[]): Record<string, string> {
  const typed = [...names, 'cursor'].map((name) => [name, typedIn(query, name).trim()] as const);
  return Object.fromEntries(typed.filter(([, value]) => value !== ''));
}

/** On to the next rows, and back to the first ones: lists go forward from a row that was seen. */
export function pager(path: string, query: Record<string, string>, next: string | null): Html | null {
  const { cursor, ...search } = query;
  if (next === null && cursor === undefined) return null;
  const to = (more: Record<string, string>) => {
    const parameters = new URLSearchParams({ ...search, ...more }).toString();
    return parameters === '' ? path : `${path}?${parameters}`;
  };
  return html`<nav class="pager" aria-label="一覧の続き">${cursor !== undefined && html`<a href="${to({})}">最初に戻る</a> `}${
    next !== null && html`<a href="${to({ cursor: next })}">続きを見る</a>`
  }</nav>`;
}
