import type { FastifyRequest } from 'fastify';
import { type Problem, transportProblem } from '../problems/index.js';

/** The token of `Authorization: Bearer …`. What it is worth is for the service to find out. */
export function bearerToken(request: FastifyRequest): string {
  const header = request.headers.authorization;
  if (header === undefined) throw unauthenticated('Authorization: Bearer … が必要です。');
  const token = /^Bearer +([\w~+/.-]+=*)$/i.exec(header)?.[1];
  if (token === undefined) throw unauthenticated('Authorization ヘッダーの形式が違います。');
  return token;
}

/** Says that nobody is known, never why a token was refused beyond what helps its rightful owner. */
export function unauthenticated(detail: string): Problem {
  return transportProblem('unauthenticated', { detail, headers: { 'www-authenticate': 'Bearer' } });
}
