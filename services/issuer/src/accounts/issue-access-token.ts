import { timingSafeEqual } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { clients } from '../db/tables.js';
import { refuse } from '../refusals.js';
import { tooEarly } from '../sessions/sign-in.js';
import { countAttempt } from '../sessions/slow-down.js';
import type { AccessTokens } from './access-token.js';
import type { Caller } from './caller.js';
import type { Scope } from './roles.js';
import { secretDigest } from './secret.js';

export interface TokenRequest {
  clientId: string;
  clientSecret: string;
  /** The address that asks. */
  source: string;
  /** Null: all that the client may have. */
  scope: string | null;
}

export interface IssuedToken {
  accessToken: string;
  scopes: readonly Scope[];
}

/**
 * The same refusal, after the same work, for an unknown client and a wrong secret. Who keeps failing is asked to wait; the right
 * secret is answered even then, since many systems share an address, and nobody guesses 256 bits.
 */
export async function issueAccessToken(
  { db, tokens, now }: { db: Database; tokens: AccessTokens; now: Date },
  { clientId, clientSecret, source, scope }: TokenRequest,
): Promise<IssuedToken> {
  const [client] = await db.select().from(clients).where(eq(clients.clientId, clientId));
  const digest = secretDigest(clientSecret);
  if (!timingSafeEqual(digest, client?.secretDigest ?? Buffer.alloc(digest.length)) || !client) {
    const wait = await countAttempt(db, { account: clientId, source, by: 'client' }, now);
    if (wait !== null) throw tooEarly(wait);
    throw refuse('invalid_client', { headers: { 'www-authenticate': 'Basic realm="token"' } });
  }
  const scopes = granted(client.scopes, scope);
  const { role, contractorId, branches } = client;
  const caller = { actor: `client:${clientId}`, clientId, user: null, scopes, role, contractorId, branches };
  return { accessToken: await tokens.issue(caller as Caller, now), scopes };
}

function granted(allowed: Scope[], asked: string | null): Scope[] {
  if (asked === null) return allowed;
  const wanted = asked.split(' ').filter(Boolean) as Scope[];
  const beyond = wanted.filter((one) => !allowed.includes(one));
  if (beyond.length > 0) throw refuse('invalid_scope', { detail: `許可されているのは ${allowed.join(' ')} です。` });
  return wanted;
}
