import * as facts from './facts.js';
import { callClockTolerance, callLifetime, SealError } from './format.js';
import { verifyJws } from './jws.js';
import type { PinnedKeys } from './keys.js';
import { object, text } from './shape.js';

/** An issuer's call, as its JWT proves it. `jti` must not have been used before; it can be forgotten after `expiresAt`. */
export interface Call {
  issuer: string;
  jti: string;
  expiresAt: Date;
  kid: string;
}

export interface CallChecks {
  keys: PinnedKeys;
  /** D-Sure's own name, as issuers know it. */
  audience: string;
  now: Date;
}

/** Claims of RFC 7523, and no others. */
export const callClaims = object({
  iss: facts.issuerId,
  sub: facts.issuerId,
  aud: text(/^.+$/),
  iat: facts.secondsSinceEpoch,
  exp: facts.secondsSinceEpoch,
  jti: text(/^[A-Za-z0-9_-]{16,64}$/),
});

export function verifyCall(jwt: string, { keys, audience, now }: CallChecks): Call {
  const { payload, signer } = verifyJws(jwt, 'call', keys);
  const { iss, sub, aud, iat, exp, jti } = callClaims(payload, '');
  if (iss !== signer.issuer || sub !== iss) throw new SealError('signer_is_not_issuer');
  if (aud !== audience) throw new SealError('wrong_audience');

  const seconds = now.getTime() / 1000;
  if (exp <= seconds) throw new SealError('call_expired');
  if (iat > seconds + callClockTolerance) throw new SealError('call_not_yet_valid');
  if (exp <= iat || exp - iat > callLifetime) throw new SealError('call_lifetime_too_long');
  return { issuer: iss, jti, expiresAt: new Date(exp * 1000), kid: signer.kid };
}
