import type { components } from '../issuer/contract.js';

/** Both services refuse in the same form (RFC 9457); `code` is what a program may branch on. */
export type Problem = components['schemas']['Problem'];

export interface Refused {
  ok: false;
  status: number;
  problem: Problem;
  headers: Headers;
}

export interface Answered {
  ok: true;
  status: number;
  data: unknown;
  headers: Headers;
}

/** JSON is parsed, a JWS and plain text are text, all else is the bytes as they were sent. */
export async function readAnswer(response: Response): Promise<Answered | Refused> {
  const { ok, status, headers } = response;
  const type = mediaType(headers);
  if (!ok) return { ok, status, problem: await readProblem(response, type), headers };
  return { ok, status, data: await readData(response, type), headers };
}

const mediaType = (headers: Headers) => (headers.get('content-type') ?? '').split(';', 1)[0]!.trim().toLowerCase();

async function readData(response: Response, type: string): Promise<unknown> {
  if (type === 'application/json') return response.json();
  if (type === 'application/jose' || type === 'text/plain') return response.text();
  const bytes = new Uint8Array(await response.arrayBuffer());
  return bytes.length === 0 && type === '' ? undefined : bytes;
}

async function readProblem(response: Response, type: string): Promise<Problem> {
  const said: unknown = type.endsWith('json') ? await response.json().catch(() => null) : await response.text();
  return isProblem(said) ? said : strangeAnswer(response);
}

const isProblem = (said: unknown): said is Problem =>
  typeof said === 'object' && said !== null && 'code' in said && 'title' in said;

/** Something between here and the service answered in its place: a proxy, another service. */
function strangeAnswer({ status, headers }: Response): Problem {
  return {
    type: 'about:blank',
    code: 'not_answered_by_service',
    title: '呼び出したサービスからの答えではありません',
    detail: `HTTP ${status}`,
    status,
    requestId: headers.get('x-request-id') ?? '',
  };
}
