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

/** For a PUT: what is there already is changed by who has seen it; who believes that there is something is told if not. */
export function demandIfMatchOf(request: FastifyRequest, known: { version: number } | null): void {
  if (known) demandIfMatch(request, known.version);
  else if (request.headers['if-match'] !== undefined) throw refuse('changed_meanwhile');
}
