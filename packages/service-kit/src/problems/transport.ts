import { Problem, type ProblemKind, type ProblemOccasion } from './problem.js';

/** What can go wrong before a use case is reached: the same for every service. */
export const transportProblems = {
  invalid_request: { status: 400, title: '入力内容に誤りがあります' },
  malformed_json: { status: 400, title: 'JSONとして読めません' },
  malformed_request: { status: 400, title: '要求の形式に誤りがあります' },
  unauthenticated: { status: 401, title: '認証が必要です' },
  forbidden: { status: 403, title: 'この操作は許可されていません' },
  not_found: { status: 404, title: '見つかりません' },
  method_not_allowed: { status: 405, title: 'このメソッドは使えません' },
  payload_too_large: { status: 413, title: '送信されたデータが大きすぎます' },
  uri_too_long: { status: 414, title: 'URLが長すぎます' },
  unsupported_media_type: { status: 415, title: 'この Content-Type は受け付けていません' },
  too_many_requests: { status: 429, title: '要求が多すぎます' },
  header_too_large: { status: 431, title: 'ヘッダーが大きすぎます' },
  internal_error: { status: 500, title: 'システム内部で問題が起きました' },
  unavailable: { status: 503, title: 'ただいま利用できません' },
} as const satisfies Record<string, ProblemKind>;

export type TransportCode = keyof typeof transportProblems;

export function transportProblem(code: TransportCode, occasion?: ProblemOccasion): Problem {
  return new Problem(code, transportProblems[code], occasion);
}

/** A field that the door could not parse. */
export function invalidField(pointer: string, code: string, detail: string, expected?: string): Problem {
  return transportProblem('invalid_request', {
    detail,
    errors: [{ pointer, in: 'body', code, detail, ...(expected !== undefined && { expected }) }],
  });
}
