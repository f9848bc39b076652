import type { FastifyInstance } from 'fastify';
import { demandSameOrigin } from '../../sessions/same-origin.js';
import { apiFor, problemOf } from '../site/api.js';
import { formOf, sendPage } from '../site/desk.js';
import { formErrorsOf } from '../site/field-errors.js';
import type { PageWorld } from '../site/page-world.js';
import { type TypedForm, typedIn } from '../site/typed.js';
import { parseKept } from './kept-form.js';
import { type LogInForm, logInContent } from './log-in-page.js';
import { ownPath } from './own-path.js';
import { resumeContent } from './resume-page.js';

/** ログイン, and on to where somebody was going, with what they had typed. */
export function logInPages(app: FastifyInstance, world: PageWorld): void {
  app.get('/log-in', { schema: { hide: true } }, async (request, reply) => {
    const next = ownPath(typedIn(request.query as TypedForm, 'next'));
    return sendPage(world, reply, null, logInContent({ next, ended: world.cookie.of(request) !== null }));
  });

  app.post('/log-in', { schema: { hide: true } }, async (request, reply) => {
    demandSameOrigin(request, world.publicUrl);
    const typed = formOf(request);
    const form: LogInForm = {
      next: ownPath(typedIn(typed, 'next')),
      kept: parseKept(typedIn(typed, 'kept')),
      loginId: typedIn(typed, 'loginId'),
    };
    const missing = missingIn(typed);
    if (missing.length > 0)
      return sendPage(world, reply, null, { ...logInContent({ ...form, errors: missing }), status: 400 });

    const body = { loginId: typedIn(typed, 'loginId'), password: typedIn(typed, 'password') };
    const answer = await apiFor(app, request, world.publicUrl).signIn({ body });
    if (!answer.ok) {
      const problem = problemOf(answer);
      if (problem.status === 429) {
        reply.headers(problem.headers);
        return sendPage(world, reply, null, { ...logInContent({ ...form, wait: problem }), status: 429 });
      }
      const errors =
        problem.status === 401 ? [{ field: 'loginId', message: problem.title }] : formErrorsOf(problem, fields);
      if (errors === null) throw problem;
      return sendPage(world, reply, null, { ...logInContent({ ...form, errors }), status: problem.status });
    }
    const cookies = answer.headers.getSetCookie();
    reply.header('set-cookie', cookies);
    if (!form.kept) return reply.redirect(form.next ?? '/', 303);
    const session = cookies[0]!.split(';', 1)[0]!.slice(world.cookie.name.length + 1);
    return sendPage(world, reply, null, resumeContent({ path: form.next ?? '/', form: form.kept, session }));
  });

  app.post('/log-out', { schema: { hide: true } }, async (request, reply) => {
    demandSameOrigin(request, world.publicUrl);
    const answer = await apiFor(app, request, world.publicUrl).signOut();
    if (!answer.ok && answer.status !== 401) throw problemOf(answer);
    return reply.header('set-cookie', answer.headers.getSetCookie()).redirect('/logged-out', 303);
  });
}

const fields = [
  { id: 'loginId', pointer: '/loginId', label: 'ログインID' },
  { id: 'password', pointer: '/password', label: 'パスワード' },
];

const missingIn = (typed: TypedForm) =>
  fields
    .filter(({ id }) => typedIn(typed, id) === '')
    .map(({ id, label }) => ({ field: id, message: `${label}を入力してください` }));
