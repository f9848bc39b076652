import type { FormError } from '@e-surety/service-kit/pages';
import { type Problem, toProblem } from '@e-surety/service-kit/problems';
import type { FastifyInstance } from 'fastify';
import { allIssuers } from '../issuers/store.js';
import { answerLookUp } from '../look-ups/answer-look-up.js';
import { crossCheck } from '../look-ups/cross-check.js';
import { problemOf } from '../refusals.js';
import { parseFacts, typedFacts } from './cross-check-form.js';
import { type LookUpForm, lookUpPage } from './look-up-page.js';
import { refusedForm } from './look-up-refused.js';
import { type PageWorld, sendPage } from './page-world.js';
import { showResult } from './show-result.js';
import { typedIn } from './typed.js';
import { viewCookie } from './view-cookie.js';

/** The form, and what it leads to: the page of the certificate, or the form again with what is to be mended. */
export function lookUpPages(app: FastifyInstance, world: PageWorld): void {
  app.get('/', { schema: { hide: true } }, async (_request, reply) => sendPage(reply, lookUpPage()));

  app.post('/look-up', { schema: { hide: true }, bodyLimit: 16 * 1024 }, async ({ body, ip }, reply) => {
    const typed = typedForm(body);
    const { facts, errors } = typed.facts ? parseFacts(typed.facts) : { facts: null, errors: [] };
    const mend = [...missingIn(typed), ...errors];
    if (mend.length > 0) return sendPage(reply, lookUpPage({ ...typed, errors: mend }), 400);
    try {
      const found = await answerLookUp(world, typed, ip);
      reply.header('set-cookie', viewCookie(found, { now: world.now(), publicUrl: world.publicUrl }));
      if (facts === null) return reply.redirect(`/certificates/${found.guaranteeNumber}`, 303);
      const view = await world.viewTokens.read(found.view.token, world.now());
      const comparison = crossCheck(found.certificate, facts);
      return showResult(world, reply, view, { seen: found, facts: typed.facts, comparison });
    } catch (error) {
      return showRefusal(world, reply, toProblem(error, problemOf), typed);
    }
  });
}

/** Shows the form with what became of the look-up; what has nothing to do with the form goes on to the problem page. */
export async function showRefusal(
  { db, now }: Pick<PageWorld, 'db' | 'now'>,
  reply: Parameters<typeof sendPage>[0],
  problem: Problem,
  typed: LookUpForm,
) {
  const form = refusedForm(problem, typed, { now: now(), issuers: await allIssuers(db) });
  if (form === null) throw problem;
  reply.headers(problem.headers);
  return sendPage(reply, lookUpPage(form), problem.status);
}

function typedForm(body: unknown) {
  return {
    guaranteeNumber: typedIn(body, 'guaranteeNumber'),
    authenticationKey: typedIn(body, 'authenticationKey'),
    facts: typedFacts(body),
  };
}

function missingIn(typed: { guaranteeNumber: string; authenticationKey: string }): FormError[] {
  return [
    ...(typed.guaranteeNumber.trim() === ''
      ? [{ field: 'guaranteeNumber', message: '保証契約番号を入力してください' }]
      : []),
    ...(typed.authenticationKey.trim() === ''
      ? [{ field: 'authenticationKey', message: '認証キーを入力してください' }]
      : []),
  ];
}
