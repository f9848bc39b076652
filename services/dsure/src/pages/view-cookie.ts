import type { GuaranteeNumber } from '@e-surety/domain';
import { cookieOf, strictCookie } from '@e-surety/service-kit/pages';
import type { FastifyRequest } from 'fastify';
import { dsureProblems } from '../refusals.js';
import type { View, ViewTokens } from '../views/view-token.js';

const name = 'view';

/** The token that opens the papers, for the pages of this one certificate. The pages of other certificates do not get it. */
export function viewCookie(
  { guaranteeNumber, view }: { guaranteeNumber: string; view: { token: string; expiresAt: string } },
  { now, publicUrl }: { now: Date; publicUrl: string },
): string {
  const seconds = Math.floor((Date.parse(view.expiresAt) - now.getTime()) / 1000);
  const secure = publicUrl.startsWith('https:');
  return strictCookie(name, view.token, { path: `/certificates/${guaranteeNumber}`, seconds, secure });
}

/** What this browser may see of the certificate; refused if it has not looked it up within the hour. */
export async function viewIn(
  request: FastifyRequest,
  { viewTokens, now }: { viewTokens: ViewTokens; now: Date },
  guaranteeNumber: GuaranteeNumber,
): Promise<View> {
  const token = cookieOf(request, name);
  if (token === undefined) throw dsureProblems.problem('view_token_refused');
  const view = await viewTokens.read(token, now);
  if (view.guaranteeNumber !== guaranteeNumber) throw dsureProblems.problem('view_token_of_another_certificate');
  return view;
}
