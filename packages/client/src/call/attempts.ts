export interface Attempts {
  /** How often a call is sent at most, if it may be repeated at all. */
  attempts: number;
  /** How long one attempt may take. */
  timeoutMs: number;
  /** A service that asks for more patience than this gets no further attempt: its answer is handed on. */
  longestWaitMs: number;
  wait: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** After this answer the same call may succeed a little later. */
export function mayPass(status: number, headers: Headers): boolean {
  if (status === 409) return headers.has('retry-after');
  return [408, 425, 429, 502, 503, 504].includes(status);
}

/** What the service asks for, otherwise twice as long each time, with a part left to chance so that callers spread out. */
export function pauseBefore(attempt: number, headers?: Headers): number {
  const asked = headers && retryAfter(headers.get('retry-after'));
  return asked ?? 100 * 2 ** attempt * (0.5 + Math.random() / 2);
}

function retryAfter(value: string | null): number | undefined {
  if (value === null) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}
