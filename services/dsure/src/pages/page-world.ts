import type { Receipts } from '@e-surety/papers/receipt';
import type { FormTokens } from '@e-surety/service-kit/pages';
import type { FastifyReply } from 'fastify';
import type { AnswerWorld } from '../look-ups/answer-look-up.js';
import type { ViewWorld } from '../views/open-view.js';

/** What the pages are handed: the same as the API, and the tokens of forms. */
export interface PageWorld extends AnswerWorld, ViewWorld {
  receipts: Pick<Receipts, 'receipt'>;
  formTokens: FormTokens;
}

export function sendPage(reply: FastifyReply, page: string, status = 200): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(page);
}
