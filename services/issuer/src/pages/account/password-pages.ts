import type { FastifyInstance } from 'fastify';
import { demandSameOrigin } from '../../sessions/same-origin.js';
import { apiFor, problemOf } from '../site/api.js';
import { formOf, sendPage } from '../site/desk.js';
import { type FormField, formErrorsOf } from '../site/field-errors.js';
import type { PageWorld } from '../site/page-world.js';
import { typedIn } from '../site/typed.js';
import { askedContent, forgottenContent, passwordContent, passwordSetContent } from './password-page.js';

/** For who cannot sign in yet, or no longer: asks for the mail, and sets the password by its link. */
export function passwordPages(app: FastifyInstance, world: PageWorld): void {
  const page = { schema: { hide: true } };
  app.get('/password/forgotten', page, async (_request, reply) => sendPage(world, reply, null, forgottenContent()));

  app.post('/password/forgotten', page, async (request, reply) => {
    demandSameOrigin(request, world.publicUrl);
    const loginId = typedIn(formOf(request), 'loginId').trim();
    const answer = await apiFor(app, request, world.publicUrl).requestPasswordReset({ body: { loginId } });
    if (answer.ok) return reply.redirect('/password/asked', 303);
    const problem = problemOf(answer);
    const errors = formErrorsOf(problem, [{ id: 'loginId', pointer: '/loginId', label: 'ログインID' }]);
    if (errors === null) throw problem;
    reply.headers(problem.headers);
    return sendPage(world, reply, null, { ...forgottenContent({ loginId, errors }), status: problem.status });
  });

  app.get('/password/asked', page, async (_request, reply) => sendPage(world, reply, null, askedContent()));

  // The mail leads here; what stands behind its # is seen by no server until the form is sent.
  app.get('/password', page, async (_request, reply) => sendPage(world, reply, null, passwordContent()));

  app.post('/password', page, async (request, reply) => {
    demandSameOrigin(request, world.publicUrl);
    const typed = formOf(request);
    const token = tokenIn(typedIn(typed, 'token'));
    const password = typedIn(typed, 'password');
    if (password !== typedIn(typed, 'again')) {
      const errors = [{ field: 'again', message: '二つのパスワードが違います。同じものを入力してください' }];
      return sendPage(world, reply, null, { ...passwordContent({ token, errors }), status: 400 });
    }
    const answer = await apiFor(app, request, world.publicUrl).setPassword({ body: { token, password } });
    if (answer.ok) return reply.redirect('/password/set', 303);
    const problem = problemOf(answer);
    const errors =
      problem.status === 410
        ? [{ field: '', message: `${problem.title}。ログインの画面から、もう一度メールをお求めください` }]
        : formErrorsOf(problem, fields);
    if (errors === null) throw problem;
    return sendPage(world, reply, null, { ...passwordContent({ token, errors }), status: problem.status });
  });

  app.get('/password/set', page, async (_request, reply) => sendPage(world, reply, null, passwordSetContent()));
}

const fields: FormField[] = [
  { id: 'token', pointer: '/token', label: 'メールのリンク' },
  { id: 'password', pointer: '/password', label: '新しいパスワード' },
];

/** Without a script the whole link is pasted: what counts is behind the #. */
const tokenIn = (typed: string) => typed.trim().split('#').at(-1)!;
