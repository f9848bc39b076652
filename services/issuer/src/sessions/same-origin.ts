import { transportProblem } from '@e-surety/service-kit/problems';
import type { FastifyRequest } from 'fastify';

/**
 * A browser adds the cookie to whatever any page makes it send, so what changes something has to come from our own pages. Browsers say
 * so themselves, in headers that no page can forge: Sec-Fetch-Site, or Origin where that is missing. Beside it stands
 * SameSite=Lax (docs/decisions/people-sign-in.md).
 */
export function demandSameOrigin({ method, headers }: FastifyRequest, publicUrl: string): void {
  if (method === 'GET' || method === 'HEAD') return;
  if (saysOwnOrigin(headers, publicUrl)) return;
  throw transportProblem('forbidden', { detail: 'ネットデスクの画面から操作してください。' });
}

/** For who signs in: a system says nothing of where it comes from, another site's page cannot help saying it. */
export function refuseOtherOrigin({ headers }: FastifyRequest, publicUrl: string): void {
  if (headers['sec-fetch-site'] === undefined && headers.origin === undefined) return;
  if (saysOwnOrigin(headers, publicUrl)) return;
  throw transportProblem('forbidden', { detail: 'ネットデスクの画面からログインしてください。' });
}

function saysOwnOrigin(headers: FastifyRequest['headers'], publicUrl: string): boolean {
  const site = headers['sec-fetch-site'];
  return site === undefined ? headers.origin === new URL(publicUrl).origin : site === 'same-origin';
}
