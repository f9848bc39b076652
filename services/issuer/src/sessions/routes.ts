import type { Server } from '@e-surety/service-kit/http';
import { problemResponses } from '@e-surety/service-kit/problems';
import { caller } from '../accounts/caller.js';
import { ref } from '../contract.js';
import { recordAct } from '../db/audit.js';
import { presentUser } from '../users/present.js';
import { UserSchema } from '../users/schemas.js';
import type { World } from '../world.js';
import type { SessionCookie } from './cookie.js';
import { refuseOtherOrigin } from './same-origin.js';
import { SignInInput } from './schemas.js';
import { signIn } from './sign-in.js';
import { closeSession } from './store.js';

const tags = ['利用者'];

/** People sign in here; everything else they may do with the cookie that they get. */
export function sessionRoutes(app: Server, world: World, cookie: SessionCookie): void {
  app.addSchema(SignInInput);

  app.post(
    '/v1/sessions',
    {
      schema: {
        operationId: 'signIn',
        summary: 'ログインする / Sign in',
        description:
          'セッションは HttpOnly の Cookie で渡す。Cookie で変更の操作をする要求は、ネットデスクの画面(同一オリジン)からのものに限る。失敗が続く接続元には、待ち時間(Retry-After)を置いてもらう。',
        tags,
        body: ref(SignInInput),
        response: { 201: ref(UserSchema), ...problemResponses(401, 403, 429) },
      },
    },
    async (request, reply) => {
      refuseOtherOrigin(request, world.publicUrl);
      const { token, user } = await signIn(world, { ...request.body, source: request.ip });
      return reply.code(201).header('set-cookie', cookie.set(token)).send(presentUser(user));
    },
  );

  app.delete(
    '/v1/sessions',
    {
      schema: {
        operationId: 'signOut',
        summary: 'ログアウトする / Sign out',
        tags,
        response: { 204: { description: 'ログアウトした', type: 'null' } },
      },
    },
    async (request, reply) => {
      const token = cookie.of(request);
      if (token !== null) await closeSession(world.db, token);
      const { actor } = caller.of(request);
      await recordAct(world.db, { at: world.now(), actor, act: 'sign_out', subject: actor });
      return reply.code(204).header('set-cookie', cookie.cleared).send(null);
    },
  );
}
