import { type Problem, problemDocument, toProblem, transportProblem } from '@e-surety/service-kit/problems';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problemOfRefusal } from '../../refusals.js';
import { logInContent } from '../account/log-in-page.js';
import { ownPath } from '../account/own-path.js';
import { resumeContent } from '../account/resume-page.js';
import { formOf, readerOf, StaleForm, sendPage } from './desk.js';
import type { PageWorld } from './page-world.js';
import { problemContent } from './problem-page.js';

/** What a page ran into: who is not signed in signs in and goes on where they were, everything else is told calmly. */
export function pageProblems(app: FastifyInstance, world: PageWorld): void {
  app.setErrorHandler((error, request, reply) => {
    const stale = error instanceof StaleForm;
    if (stale && !isForScript(request)) {
      const reader = readerOf(request);
      return sendPage(
        world,
        reply,
        reader,
        resumeContent({ path: request.url, form: formOf(request), session: world.cookie.of(request)! }),
      );
    }
    const problem = stale ? transportProblem('unauthenticated') : toProblem(error, problemOfRefusal);
    if (problem.status >= 500) request.log.error({ problem: problem.code, err: problem.cause }, 'failed');
    if (isForScript(request)) return sendDocument(reply, problem, request);
    if (problem.code === 'unauthenticated') return signInFirst(world, request, reply);
    reply.headers(problem.headers);
    const { status } = problem;
    return sendPage(world, reply, readerOf(request), { ...problemContent(problem, request.id), status });
  });
}

const isForScript = ({ headers }: FastifyRequest) => !(headers.accept ?? '').includes('text/html');

const sendDocument = (reply: FastifyReply, problem: Problem, { id }: FastifyRequest) =>
  reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemDocument(problem, id)));

/** What was typed goes with the page on which somebody signs in, and from there to where it was meant to go. */
function signInFirst(world: PageWorld, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { url, method } = request;
  if (method === 'GET' || method === 'HEAD') {
    return reply.redirect(url === '/' ? '/log-in' : `/log-in?${new URLSearchParams({ next: url })}`, 303);
  }
  const ended = world.cookie.of(request) !== null;
  // A file is not carried along: back to the page on which it was chosen.
  const withFile = /^multipart\//u.test(request.headers['content-type'] ?? '');
  const meant = withFile ? { next: refererOf(request) } : { next: url, kept: formOf(request) };
  return sendPage(world, reply, null, { ...logInContent({ ...meant, ended }), status: 401 });
}

function refererOf({ headers }: FastifyRequest): string {
  const { referer = '' } = headers;
  return URL.canParse(referer) ? ownPath(new URL(referer).pathname) : '/';
}
