import { bearerToken, unauthenticated } from '@e-surety/service-kit/auth';
import type { FastifyRequest } from 'fastify';
import type { SessionCookie } from '../sessions/cookie.js';
import { demandSameOrigin } from '../sessions/same-origin.js';
import { callerOfSession } from '../sessions/store.js';
import type { World } from '../world.js';
import type { AccessTokens } from './access-token.js';
import type { Caller } from './caller.js';

/** Finds out who calls, or refuses with 401. */
export type Identify = (request: FastifyRequest) => Promise<Caller>;

/** A system by its access token, a person by the cookie of a session; who sends both is the system. */
export function identifyBy(
  { db, now, publicUrl }: Pick<World, 'db' | 'now' | 'publicUrl'>,
  tokens: AccessTokens,
  cookie: SessionCookie,
): Identify {
  return async (request) => {
    const session = request.headers.authorization === undefined ? cookie.of(request) : null;
    if (session === null) {
      const known = await tokens.read(bearerToken(request), now());
      if (!known) throw unauthenticated('アクセストークンが無効か、期限が切れています。');
      return known;
    }
    const known = await callerOfSession(db, session, now());
    if (!known) throw unauthenticated('ログインしていないか、時間がたって自動的にログアウトしました。');
    demandSameOrigin(request, publicUrl);
    return known;
  };
}
