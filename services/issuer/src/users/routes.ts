import type { Server } from '@e-surety/service-kit/http';
import { problemResponses } from '@e-surety/service-kit/problems';
import { Type } from 'typebox';
import { caller, ownOnly } from '../accounts/caller.js';
import { roles } from '../accounts/roles.js';
import { idempotencyHeader, ifMatchHeader, oneOf, ref, searchText, uuid } from '../contract.js';
import { idempotently } from '../idempotency/idempotently.js';
import { demandIfMatch, etagOf } from '../if-match.js';
import { isUuid, limitOf, pageOf, pageQuery, readTimeCursor, timeCursor } from '../paging.js';
import type { World } from '../world.js';
import { changeUser } from './change-user.js';
import { inviteUser } from './invite-user.js';
import { presentUser } from './present.js';
import { reinstateUser } from './reinstate-user.js';
import { requestPasswordReset } from './request-password-reset.js';
import {
  InvitationInput,
  PasswordInput,
  PasswordResetInput,
  UserList,
  UserPatch,
  UserSchema,
  userSchemas,
} from './schemas.js';
import { setPassword } from './set-password.js';
import { stopUser } from './stop-user.js';
import { findOwnUser, listUsers, lockOwnUser } from './store.js';

const tags = ['利用者'];
const byId = Type.Object({ id: uuid });

export function userRoutes(app: Server, { db, now }: Pick<World, 'db' | 'now'>): void {
  for (const schema of userSchemas) app.addSchema(schema);

  app.get(
    '/v1/users',
    {
      schema: {
        operationId: 'listUsers',
        summary: "利用者の一覧。会社の管理者には自社の利用者 / List users; a company's administrator sees its own",
        tags,
        querystring: Type.Object(
          {
            ...pageQuery,
            contractor: Type.Optional(searchText(60, '会社のID')),
            role: Type.Optional(oneOf(roles)),
            q: Type.Optional(searchText(60, '氏名・ログインIDの一部')),
          },
          { additionalProperties: false },
        ),
        response: { 200: ref(UserList) },
      },
    },
    async (request) => {
      const limit = limitOf(request.query);
      const { contractor, role = null, q = null } = request.query;
      const found = await listUsers(db, {
        contractorId: ownOnly(caller.of(request)) ?? contractor ?? null,
        ...{ role, q },
        before: readTimeCursor(request.query.cursor, isUuid),
        limit: limit + 1,
      });
      const { rows, next } = pageOf(found, limit, timeCursor);
      return { users: rows.map(presentUser), next };
    },
  );

  app.get(
    '/v1/users/:id',
    {
      schema: {
        operationId: 'readUser',
        summary: '利用者を読む / Read a user',
        tags,
        params: byId,
        response: { 200: ref(UserSchema), ...problemResponses(404) },
      },
    },
    async (request, reply) => {
      const user = await findOwnUser(db, request.params.id, caller.of(request));
      reply.header('etag', etagOf(user.version));
      return presentUser(user);
    },
  );

  app.post(
    '/v1/users',
    {
      schema: {
        operationId: 'inviteUser',
        summary: '利用者を招待する。パスワードを決めるためのメールが届く / Invite a user by mail',
        tags,
        headers: idempotencyHeader,
        body: ref(InvitationInput),
        response: { 201: ref(UserSchema), ...problemResponses(409, 422) },
      },
    },
    (request, reply) =>
      idempotently(db, now(), request, reply, async (tx) => {
        const user = await inviteUser(tx, caller.of(request), request.body, now());
        return { status: 201, body: presentUser(user), etag: etagOf(user.version) };
      }),
  );

  app.patch(
    '/v1/users/:id',
    {
      schema: {
        operationId: 'changeUser',
        summary: "利用者の氏名・役割・担当支店を変える / Change a user's name, role and branch",
        tags,
        params: byId,
        headers: ifMatchHeader,
        body: ref(UserPatch),
        response: { 200: ref(UserSchema), ...problemResponses(404, 409, 412, 428) },
      },
    },
    async (request, reply) => {
      const changed = await db.transaction(async (tx) => {
        const user = await lockOwnUser(tx, request.params.id, caller.of(request));
        demandIfMatch(request, user.version);
        return changeUser(tx, caller.of(request), user, request.body, now());
      });
      reply.header('etag', etagOf(changed.version));
      return presentUser(changed);
    },
  );

  app.post(
    '/v1/users/:id/stop',
    {
      schema: {
        operationId: 'stopUser',
        summary: '利用を停止する / Stop a user',
        tags,
        params: byId,
        headers: idempotencyHeader,
        response: { 200: ref(UserSchema), ...problemResponses(404, 409, 422) },
      },
    },
    (request, reply) =>
      idempotently(db, now(), request, reply, async (tx) => {
        const user = await lockOwnUser(tx, request.params.id, caller.of(request));
        const stopped = await stopUser(tx, caller.of(request), user, now());
        return { status: 200, body: presentUser(stopped), etag: etagOf(stopped.version) };
      }),
  );

  app.post(
    '/v1/users/:id/reinstatement',
    {
      schema: {
        operationId: 'reinstateUser',
        summary:
          '利用を再開する。保証事業会社が停止した利用者は、保証事業会社だけが再開できる / Let a stopped user in again; whom the issuer stopped only the issuer lets in',
        tags,
        params: byId,
        headers: idempotencyHeader,
        response: { 200: ref(UserSchema), ...problemResponses(404, 409, 422) },
      },
    },
    (request, reply) =>
      idempotently(db, now(), request, reply, async (tx) => {
        const user = await lockOwnUser(tx, request.params.id, caller.of(request));
        const reinstated = await reinstateUser(tx, caller.of(request), user, now());
        return { status: 200, body: presentUser(reinstated), etag: etagOf(reinstated.version) };
      }),
  );
}

/** What somebody does who cannot sign in yet, or no longer. */
export function passwordRoutes(app: Server, { db, now }: Pick<World, 'db' | 'now'>): void {
  app.post(
    '/v1/password-resets',
    {
      schema: {
        operationId: 'requestPasswordReset',
        summary: 'パスワードを決め直すためのメールを頼む / Ask for a mail to set a new password',
        description: '利用者がいてもいなくても、答えは同じ。',
        tags,
        body: ref(PasswordResetInput),
        response: { 202: { description: '受け付けた', type: 'null' }, ...problemResponses(429) },
      },
    },
    async (request, reply) => {
      await requestPasswordReset(db, { ...request.body, source: request.ip }, now());
      return reply.code(202).send(null);
    },
  );

  app.post(
    '/v1/passwords',
    {
      schema: {
        operationId: 'setPassword',
        summary:
          'メールで届いた一度だけ使えるトークンで、パスワードを決める / Set a password with the one-time token of the mail',
        tags,
        body: ref(PasswordInput),
        response: { 204: { description: 'パスワードを決めた', type: 'null' }, ...problemResponses(410) },
      },
    },
    async (request, reply) => {
      await setPassword(db, request.body, now());
      return reply.code(204).send(null);
    },
  );
}
