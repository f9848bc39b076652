import { faultsOfAnswer, type Response } from '../testing/contract/check-answer.js';
import type { ContractReader } from '../testing/contract/document.js';
import type { Sent } from './requests.js';

/** No answer takes that long unless it hangs. */
export const patienceMs = 15_000;

/** What in an answer a caller could not have expected; empty if nothing is. */
export function faultsOf(reader: ContractReader, sent: Sent, answer: Response, secrets: readonly string[]): string[] {
  const faults = faultsOfAnswer(reader, { method: sent.method, url: sent.url }, answer);
  if (answer.statusCode >= 500) faults.push(`answered ${answer.statusCode}: ${answer.body.slice(0, 400)}`);
  if (answer.statusCode >= 400 && secrets.some((secret) => answer.body.includes(secret)))
    faults.push('the refusal repeats a secret');
  return faults;
}

export async function send(base: string, { method, url, headers, body }: Sent): Promise<Response> {
  const answer = await fetch(new URL(url, base), {
    ...{ method, headers, redirect: 'manual', signal: AbortSignal.timeout(patienceMs) },
    ...(body !== undefined && { body }),
  });
  const rawPayload = Buffer.from(await answer.arrayBuffer());
  const text = rawPayload.toString('utf8');
  return {
    statusCode: answer.status,
    headers: Object.fromEntries(answer.headers),
    ...{ body: text, rawPayload, json: () => JSON.parse(text) as unknown },
  };
}
