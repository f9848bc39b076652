import type { components } from './schema.js';

export type Problem = components['schemas']['Problem'];

/** What D-Sure answered. That it could not be reached at all is an error, not an answer. */
export type Answer<T> = { ok: true; status: number; data: T } | { ok: false; status: number; problem: Problem };

interface Fetched<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

export async function answerOf<T>(fetching: Promise<Fetched<T>>): Promise<Answer<T>> {
  const { data, error, response } = await fetching;
  const { status } = response;
  if (response.ok && data !== undefined) return { ok: true, status, data };
  return { ok: false, status, problem: isProblem(error) ? error : strangeAnswer(response) };
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error && 'title' in error;
}

/** Something between here and D-Sure answered in its place: a proxy, another service. */
function strangeAnswer({ status, headers }: Response): Problem {
  return {
    type: 'about:blank',
    code: 'not_answered_by_dsure',
    title: 'D-Sureからの答えではありません',
    detail: `HTTP ${status}`,
    status,
    requestId: headers.get('x-request-id') ?? '',
  };
}
