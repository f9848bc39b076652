import type { FastifyReply } from 'fastify';
import { acknowledgementsOf } from '../acknowledgements/store.js';
import type { View } from '../views/view-token.js';
import { type PageWorld, sendPage } from './page-world.js';
import { type Result, resultPage } from './result-page.js';

/** The page of a certificate, for whoever looked it up. */
export async function showResult(
  { db, formTokens }: Pick<PageWorld, 'db' | 'formTokens'>,
  reply: FastifyReply,
  view: View,
  result: Omit<Result, 'declared' | 'formToken'>,
): Promise<FastifyReply> {
  const declared = await acknowledgementsOf(db, view.guaranteeNumber);
  const page = resultPage({ ...result, declared, formToken: formTokens.tokenFor(view.id) });
  return sendPage(reply, page, (result.errors ?? []).length > 0 ? 400 : 200);
}
