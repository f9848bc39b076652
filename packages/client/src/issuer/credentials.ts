import type { Refused } from '../call/answer.js';
import { bearer, type Credentials } from '../call/credentials.js';
import type { AnswerOf } from '../call/types.js';
import type { operations } from './contract.js';

/** A system: its id and secret are exchanged for access tokens, anew before one ends. */
export interface ClientCredentials {
  clientId: string;
  clientSecret: string;
}

/** A person who signed in. */
export interface Session {
  /** `name=value`, as `signIn` set it. */
  cookie: string;
  /** The origin of Net Desk's own pages, if it is not that of `baseUrl`. */
  origin?: string;
}

type Exchange = (basic: string) => Promise<AnswerOf<operations['issueAccessToken']>>;

/** A token is left alone for its last seconds, so that none ends on its way. */
const notInTheLastMs = 30_000;

export function tokensOf({ clientId, clientSecret }: ClientCredentials, exchange: Exchange): Credentials {
  const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  let current: Promise<{ token: string; until: number } | Refused> | undefined;

  async function fetched() {
    const askedAt = Date.now();
    const answer = await exchange(basic);
    if (!answer.ok) return answer;
    return { token: answer.data.access_token, until: askedAt + answer.data.expires_in * 1000 - notInTheLastMs };
  }

  /** Calls of the same moment share one token. */
  async function valid() {
    const held = current;
    const known = await held?.catch(() => undefined);
    const usable = known !== undefined && !('problem' in known) && known.until > Date.now();
    if (!usable && current === held) current = fetched();
    return current!;
  }

  return {
    async headersFor() {
      const token = await valid();
      return 'problem' in token ? token : { headers: bearer(token.token) };
    },
    wereRefused() {
      current = undefined;
      return true;
    },
  };
}

/** What changes something has to come from Net Desk's own pages: whoever hands a session in speaks for them. */
export function sessionOf({ cookie, origin }: Session, baseUrl: string): Credentials {
  const headers = { cookie, origin: origin ?? new URL(baseUrl).origin };
  return { headersFor: async () => ({ headers }) };
}
