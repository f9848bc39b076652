import { SealError } from '@e-surety/seal/format';
import { type Call, verifyCall } from '@e-surety/seal/verify';
import { bearerToken, type OperationRule, requestValue, unauthenticated } from '@e-surety/service-kit/auth';
import type { Database, Transaction } from '@e-surety/service-kit/postgres';
import type { KeyStatus } from '../db/tables.js';
import { heldStandings, type IssuerKey, pinnedKeys } from '../issuers/store.js';
import { dsureProblems } from '../refusals.js';

/** The issuer that calls, as its signed token proves it. */
export interface Caller extends Call {
  numberPrefix: string;
  /** The pinned keys as they stood when the call came in. */
  keys: ReadonlyMap<string, IssuerKey>;
}

export const caller = requestValue<Caller>('the calling issuer');

/** Lets an issuer call that has signed its call itself. Whether its `jti` was used before is told in the transaction. */
export function issuerCall(world: { db: Database; audience: string; now: () => Date }): OperationRule {
  return {
    security: [{ issuerCall: [] }],
    callers: '呼出しに署名した保証事業会社。 The issuer that signed the call may call.',
    check: async (request) => {
      const token = bearerToken(request);
      const keys = await pinnedKeys(world.db);
      const call = verified(() => verifyCall(token, { keys, audience: world.audience, now: world.now() }));
      const key = keys.get(call.kid)!;
      demandActiveCall(key.status);
      caller.set(request, { ...call, numberPrefix: key.numberPrefix, keys });
    },
  };
}

/**
 * Asked again in the transaction, since a body may arrive long after its header: a call that has ended, or whose key was given up, changes
 * nothing any more. Returns how the key of the envelope stands, for as long as the transaction lasts.
 */
export async function demandStillCalling(
  tx: Transaction,
  { kid, expiresAt }: Caller,
  { envelopeKid, now }: { envelopeKid: string; now: Date },
): Promise<KeyStatus> {
  const standings = await heldStandings(tx, [kid, envelopeKid]);
  demandActiveCall(standings.get(kid)!);
  if (expiresAt <= now) throw unauthenticated(`${dsureProblems.kinds.call_expired.title}(call_expired)。`);
  return standings.get(envelopeKid)!;
}

function demandActiveCall(status: KeyStatus): void {
  if (status !== 'active') throw unauthenticated(`この署名鍵は使えません(${status})。`);
}

/** Whatever is wrong with a token, the answer is 401; the reason is told, since only an issuer can use it. */
function verified(verify: () => Call): Call {
  try {
    return verify();
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    const { status, title } = dsureProblems.kinds[error.code];
    const reason = status === 401 ? title : '呼出しトークンの署名または書式が正しくありません';
    throw unauthenticated(`${reason}(${error.code})。`);
  }
}
