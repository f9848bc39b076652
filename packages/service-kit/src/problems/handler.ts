import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { isAway } from './away.js';
import { fieldErrors } from './from-validation.js';
import { Problem } from './problem.js';
import { type TransportCode, transportProblem } from './transport.js';

/** Turns what is thrown anywhere in a service into the problem that the caller sees. */
export type ProblemOf = (error: unknown) => Problem | undefined;

/** The framework's own errors, by its codes. */
const frameworkCodes: Record<string, [TransportCode, string]> = {
  FST_ERR_CTP_INVALID_JSON_BODY: [
    'malformed_json',
    '本文が正しいJSONではありません。括弧・引用符・カンマを確かめてください。',
  ],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['malformed_json', '本文が空です。JSONを送ってください。'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['malformed_request', '本文の長さが Content-Length と合いません。'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported_media_type', 'Content-Type: application/json で送ってください。'],
  FST_ERR_CTP_BODY_TOO_LARGE: ['payload_too_large', '送信できる大きさを超えています。'],
  FST_ERR_BAD_URL: ['malformed_request', 'URLの % による符号化に誤りがあります。'],
  FST_ERR_MAX_PARAM_LENGTH: ['uri_too_long', 'URLの中の項目が長すぎます。'],
};

export function toProblem(error: unknown, problemOf: ProblemOf): Problem {
  if (error instanceof Problem) return error;
  const known = problemOf(error);
  if (known) return known;
  const { validation, validationContext, code, statusCode } = error as Partial<FastifyError>;
  if (validation) {
    const errors = fieldErrors(validation, validationContext ?? 'body');
    return transportProblem('invalid_request', { detail: errors[0]?.detail, errors });
  }
  const framework = code === undefined ? undefined : frameworkCodes[code];
  if (framework) return transportProblem(framework[0], { detail: framework[1] });
  if (error instanceof SyntaxError && statusCode === 400) return transportProblem('malformed_json');
  if (isAway(error)) {
    const headers = { 'retry-after': '5' };
    return transportProblem('unavailable', { detail: '少し待ってからもう一度お試しください。', headers, cause: error });
  }
  return transportProblem('internal_error', { detail: '時間をおいてもう一度お試しください。', cause: error });
}

export function problemDocument(problem: Problem, requestId: string) {
  return {
    type: `urn:e-surety:problem:${problem.code}`,
    title: problem.title,
    status: problem.status,
    code: problem.code,
    detail: problem.detail,
    requestId,
    ...(Object.keys(problem.facts).length > 0 && { facts: problem.facts }),
    ...(problem.errors && { errors: problem.errors }),
  };
}

export function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .code(problem.status)
    .headers({ 'x-request-id': request.id, 'cache-control': 'no-store', ...problem.headers })
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemDocument(problem, request.id)));
}
