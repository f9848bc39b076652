import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { errors, type JWK, type JWTVerifyGetKey, jwtVerify, SignJWT } from 'jose';
import type { Caller } from './caller.js';
import type { Role, Scope } from './roles.js';

/** Seconds for which an access token is good; a stopped client is out after that at the latest. */
export const accessTokenLifetime = 900;

const type = 'at+jwt';

/** Makes and reads access tokens (RFC 9068). `url`: the issuer's own address, both `iss` and `aud`. */
export interface AccessTokens {
  issue(caller: Caller, now: Date): Promise<string>;
  /** Null unless it is one of ours, whole and not expired. */
  read(token: string, now: Date): Promise<Caller | null>;
}

/** A public key whose tokens are read too, around a rotation; `acceptedUntil` whatever end they give themselves. */
type AcceptedJwk = JWK & { kid: string; acceptedUntil: Date | null };

export function createAccessTokens(
  privateJwk: JWK & { kid: string },
  url: string,
  accepted: readonly AcceptedJwk[] = [],
): AccessTokens {
  const privateKey: KeyObject = createPrivateKey({ key: privateJwk as never, format: 'jwk' });
  const others = accepted.map(({ acceptedUntil, ...jwk }) => ({
    ...{ kid: jwk.kid, acceptedUntil, key: createPublicKey({ key: jwk as never, format: 'jwk' }) },
  }));
  const readable = [...others, { kid: privateJwk.kid, acceptedUntil: null, key: createPublicKey(privateKey) }];
  const keysAt =
    (now: Date): JWTVerifyGetKey =>
    ({ kid }) => {
      const found = readable.findLast((one) => one.kid === kid && (one.acceptedUntil ?? now) >= now);
      if (!found) throw new errors.JWKSNoMatchingKey();
      return found.key;
    };
  return {
    issue: (caller, now) =>
      new SignJWT({
        role: caller.role,
        contractor: caller.role === 'contractor' ? caller.contractorId : undefined,
        branches: caller.role === 'underwriter' ? (caller.branches ?? undefined) : undefined,
        scope: caller.scopes.join(' '),
      })
        .setProtectedHeader({ alg: 'ES256', typ: type, kid: privateJwk.kid })
        .setIssuer(url)
        .setAudience(url)
        .setSubject(caller.clientId!)
        .setIssuedAt(now)
        .setExpirationTime(Math.floor(now.getTime() / 1000) + accessTokenLifetime)
        .sign(privateKey),
    read: async (token, now) => {
      const expected = { algorithms: ['ES256'], typ: type, issuer: url, audience: url, currentDate: now };
      try {
        const { payload } = await jwtVerify(token, keysAt(now), expected);
        return toCaller(payload as unknown as Claims);
      } catch (error) {
        if (error instanceof errors.JOSEError) return null;
        throw error;
      }
    },
  };
}

interface Claims {
  sub: string;
  role: Role;
  contractor?: string;
  branches?: string[];
  scope: string;
}

/** What was signed by us needs no second look. */
function toCaller({ sub, role, contractor, branches, scope }: Claims): Caller {
  const scopes = scope.split(' ').filter(Boolean) as Scope[];
  const common = { actor: `client:${sub}`, clientId: sub, user: null, scopes };
  if (role === 'contractor') return { ...common, role, contractorId: contractor! };
  return role === 'underwriter' ? { ...common, role, branches: branches ?? null } : { ...common, role };
}
