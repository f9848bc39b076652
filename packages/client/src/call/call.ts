import { type Answered, type Refused, readAnswer } from './answer.js';
import { type Attempts, mayPass, pauseBefore } from './attempts.js';
import type { Credentials } from './credentials.js';
import { mayBeRepeated, type Operation } from './operation.js';
import { type Input, type Prepared, prepare } from './request.js';

export interface Calling extends Attempts {
  baseUrl: string;
  fetch: (request: Request) => Promise<Response>;
  credentials?: Credentials | undefined;
}

/** One logical call: as many attempts as it needs and may have, all with the same key and the same bytes. */
export async function callOperation(
  calling: Calling,
  operation: Operation,
  { signal, ...input }: Input & { signal?: AbortSignal },
): Promise<Answered | Refused> {
  const prepared = await prepare(calling.baseUrl, operation, input);
  const attempts = mayBeRepeated(operation, prepared.headers) ? calling.attempts : 1;
  let renewed = false;
  for (let attempt = 1; ; attempt++) {
    const credentials = await credentialsFor(calling, operation, prepared);
    if ('problem' in credentials) return credentials;
    const outcome = await attemptOnce(calling, prepared, credentials.headers, signal);
    if (outcome instanceof Response && outcome.status === 401 && !renewed && calling.credentials?.wereRefused?.()) {
      renewed = true;
      attempt--;
      continue;
    }
    const pause = attempt < attempts ? pauseAfter(outcome, attempt) : undefined;
    if (pause === undefined || pause > calling.longestWaitMs || signal?.aborted) return settle(outcome);
    if (outcome instanceof Response) await outcome.body?.cancel();
    await calling.wait(pause, signal);
  }
}

async function credentialsFor({ credentials }: Calling, operation: Operation, { headers }: Prepared) {
  if (!operation.credentials || !credentials || headers.has('authorization')) return { headers: {} };
  return credentials.headersFor(operation);
}

/** The answer, or the error that kept it away. */
type Outcome = Response | { error: unknown };

async function attemptOnce(
  { fetch, timeoutMs }: Calling,
  { method, url, headers, body }: Prepared,
  credentials: Record<string, string>,
  signal?: AbortSignal,
): Promise<Outcome> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const request = new Request(url, {
    method,
    headers: [...headers, ...Object.entries(credentials)],
    body,
    // Nothing is followed: neither a body nor credentials go where the contract does not lead.
    redirect: 'manual',
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  });
  try {
    return await fetch(request);
  } catch (error) {
    return { error };
  }
}

/** How long to wait before the next attempt; undefined where another would change nothing. */
function pauseAfter(outcome: Outcome, attempt: number): number | undefined {
  if (!(outcome instanceof Response)) return pauseBefore(attempt);
  return mayPass(outcome.status, outcome.headers) ? pauseBefore(attempt, outcome.headers) : undefined;
}

async function settle(outcome: Outcome): Promise<Answered | Refused> {
  if (outcome instanceof Response) return readAnswer(outcome);
  throw outcome.error;
}
