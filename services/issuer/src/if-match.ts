import type { FastifyRequest } from 'fastify';
import { refuse } from './refusals.js';

/** A strong ETag that counts changes. */
export const etagOf = (version: number): string => `"${version}"`;

/** Whoever changes something says which version of it they have seen (RFC 9110 §13.1.1). */
export function demandIfMatch(request: FastifyRequest, version: number): void {
  const seen = request.headers['if-match'];
  if (seen === undefined)
    throw refuse('if_match_missing', { detail: '読み込んだときの ETag を If-Match に入れてください。' });
  if (seen !== '*' && !seen.split(',').some((tag) => tag.trim() === etagOf(version))) throw refuse('changed_meanwhile');
}

/** The row that a PUT made or changed, unless somebody was first, between asking whether it is there and making it. */
export function demandPut<Row>([put]: Row[]): Row {
  if (put === undefined) throw refuse('changed_meanwhile');
  return put;
}

/** A PUT makes what is not there yet under `If-None-Match: *`, and changes what is there under `If-Match`. */
export function demandPutCondition(request: FastifyRequest, version: number | null): void {
  const { 'if-match': match, 'if-none-match': noneMatch } = request.headers;
  if (match === undefined && noneMatch === undefined) {
    const detail =
      '新しく登録するときは If-None-Match: *、変更するときは読み込んだときの ETag を If-Match に入れてください。';
    throw refuse('if_match_missing', { detail });
  }
  if (noneMatch !== undefined && (noneMatch.trim() !== '*' || version !== null)) throw refuse('changed_meanwhile');
  if (match === undefined) return;
  if (version === null) throw refuse('changed_meanwhile');
  demandIfMatch(request, version);
}
