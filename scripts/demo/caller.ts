import { createIssuerClient, type IssuerClient, type Refused } from '@e-surety/client/issuer';
import { Trouble } from '../trouble.js';

/** A company's system, or the underwriter's, with an access token of its own. */
export const systemOf = (
  baseUrl: string,
  { clientId, clientSecret }: { clientId: string; clientSecret: string },
): IssuerClient => createIssuerClient({ baseUrl, credentials: { clientId, clientSecret } });

/** What was answered; a refusal is told in its own words. */
export async function given<A extends { ok: true } | Refused>(
  answering: Promise<A>,
): Promise<Extract<A, { ok: true }>> {
  const answer = await answering;
  if (answer.ok) return answer as Extract<A, { ok: true }>;
  const { status, problem } = answer;
  throw new Trouble(`A service answered ${status} ${problem.code}.`, JSON.stringify(problem, null, 2));
}
