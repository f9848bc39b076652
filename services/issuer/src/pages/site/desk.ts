import { randomUUID } from 'node:crypto';
import { type Html, html, type PageContent } from '@e-surety/service-kit/pages';
import { transportProblem } from '@e-surety/service-kit/problems';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { demandSameOrigin } from '../../sessions/same-origin.js';
import type { PageAnswer } from './answers.js';
import { apiFor, demand } from './api.js';
import { filesOf, largestUpload, readFiles } from './files.js';
import { tellOnce, toldAlready, toldIn, toldNotice } from './flash.js';
import { deskPage, type Reader } from './layout.js';
import type { PageWorld } from './page-world.js';
import { formTokenOf, isFormToken } from './session-token.js';
import { type TypedForm, typedIn } from './typed.js';
import type { Role, Visit } from './visit.js';

export type PageHandler = (visit: Visit) => Promise<PageAnswer>;

/** Somebody, signed in or not, asks for a page that is for everybody. */
export type OpenVisit = Pick<Visit, 'api' | 'path' | 'query' | 'now'> & { me: Visit['me'] | null };

/**
 * How a folder of pages adds its own: `open` answers anybody, `show` who asks for a page, `act` who sends a form, `upload` a form
 * with files.
 */
export interface PageRoutes {
  open(path: string, handler: (visit: OpenVisit) => Promise<PageContent>): void;
  show(path: string, roles: readonly Role[], handler: PageHandler): void;
  act(path: string, roles: readonly Role[], handler: PageHandler): void;
  upload(path: string, roles: readonly Role[], handler: PageHandler): void;
}

const readers = new WeakMap<FastifyRequest, Reader>();

/** Who asked, for the page of a problem. */
export const readerOf = (request: FastifyRequest): Reader | null => readers.get(request) ?? null;

export function deskRoutes(app: FastifyInstance, world: PageWorld): PageRoutes {
  const answerWith =
    (roles: readonly Role[], handler: PageHandler) => async (request: FastifyRequest, reply: FastifyReply) => {
      const session = sessionOf(request, world);
      const visit = await visitOf(app, world, request, session);
      if (!roles.includes(visit.me.role)) {
        throw transportProblem('forbidden', { detail: 'このページは、ほかの役割の方のためのものです。' });
      }
      return send(world, reply, { request, session, visit }, await handler(visit));
    };
  return {
    open: (path, handler) => {
      app.get(path, { schema: { hide: true } }, async (request, reply) => {
        const visit = await openVisitOf(app, world, request);
        return sendPage(world, reply, readerOf(request), await handler(visit));
      });
    },
    show: (path, roles, handler) => {
      app.get(path, { schema: { hide: true } }, answerWith(roles, handler));
    },
    act: (path, roles, handler) => {
      const answer = answerWith(roles, handler);
      app.post(path, { schema: { hide: true } }, async (request, reply) => {
        demandOwnForm(request, world);
        return answer(request, reply);
      });
    },
    upload: (path, roles, handler) => {
      const answer = answerWith(roles, handler);
      // Who is not signed in is told so before anything large is read.
      const onRequest = async (request: FastifyRequest) => {
        await visitOf(app, world, request, sessionOf(request, world));
      };
      app.post(path, { schema: { hide: true }, onRequest, bodyLimit: largestUpload }, async (request, reply) => {
        await readFiles(request);
        demandOwnForm(request, world);
        return answer(request, reply);
      });
    },
  };
}

function sessionOf(request: FastifyRequest, { cookie }: PageWorld): string {
  const session = cookie.of(request);
  if (!session) throw transportProblem('unauthenticated');
  return session;
}

/** A form of ours, from our own page, of the person who has the session. */
function demandOwnForm(request: FastifyRequest, world: PageWorld): void {
  demandSameOrigin(request, world.publicUrl);
  if (!isFormToken(sessionOf(request, world), typedIn(formOf(request), 'formToken'))) throw new StaleForm();
}

/** A form of an earlier session: shown before somebody signed in anew. What was typed is not lost for it. */
export class StaleForm extends Error {}

async function visitOf(
  app: FastifyInstance,
  world: PageWorld,
  request: FastifyRequest,
  session: string,
): Promise<Visit> {
  const api = apiFor(app, request, world.publicUrl);
  const me = demand(await api.readMe());
  const hidden = hiddenFields(session);
  readers.set(request, { me, hidden });
  const form = formOf(request);
  return {
    ...{ me, api, hidden, form },
    requestKey: typedIn(form, 'requestKey') || randomUUID(),
    path: request.params as Record<string, string>,
    query: request.query as TypedForm,
    files: filesOf(request),
    now: world.now(),
  };
}

/** Whoever is signed in keeps the head of the site; a session that is over is none. */
async function openVisitOf(app: FastifyInstance, world: PageWorld, request: FastifyRequest): Promise<OpenVisit> {
  const session = world.cookie.of(request);
  const api = apiFor(app, request, world.publicUrl);
  const answer = session ? await api.readMe() : null;
  const me = answer?.ok ? answer.data : null;
  if (session && me) readers.set(request, { me, hidden: hiddenFields(session) });
  const { params, query } = request;
  return { api, me, path: params as Record<string, string>, query: query as TypedForm, now: world.now() };
}

export const hiddenFields = (session: string): Html =>
  html`<input type="hidden" name="formToken" value="${formTokenOf(session)}"><input type="hidden" name="requestKey" value="${randomUUID()}">`;

export const formOf = (request: FastifyRequest): TypedForm => (request.body ?? {}) as TypedForm;

function send(
  world: PageWorld,
  reply: FastifyReply,
  { request, session, visit }: { request: FastifyRequest; session: string; visit: Visit },
  answer: PageAnswer,
): FastifyReply {
  const secure = world.publicUrl.startsWith('https:');
  if ('seeOther' in answer) {
    if (answer.told !== undefined) reply.header('set-cookie', tellOnce(session, answer.told, secure));
    return reply.redirect(answer.seeOther, 303);
  }
  if ('json' in answer) return reply.code(answer.status ?? 200).send(answer.json);
  if ('file' in answer) {
    const { content, mediaType, disposition, headers = {} } = answer.file;
    return reply.headers(headers).type(mediaType).header('content-disposition', disposition).send(content);
  }
  const told = toldIn(request, session);
  if (told !== null) reply.header('set-cookie', toldAlready(secure));
  const main = told === null ? answer.main : html`${toldNotice(told)}${answer.main}`;
  return sendPage(world, reply, visit, { ...answer, main });
}

export function sendPage(
  world: PageWorld,
  reply: FastifyReply,
  reader: Reader | null,
  { status = 200, embeds = false, ...content }: PageContent & { status?: number; embeds?: boolean },
): FastifyReply {
  if (embeds) {
    const policy = reply.getHeader('content-security-policy');
    reply.header('content-security-policy', `${policy}; object-src 'self'; frame-src 'self'`);
  }
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .send(deskPage(world, reader, content));
}
