import { keyFile, readJwk } from './files.js';
import { keptKeys } from './retired-keys.js';

export interface AcceptedKey {
  kty: string;
  crv: string;
  x: string;
  y: string;
  kid: string;
  /** From then on its tokens are read no more, whatever they say of themselves; null while it may come to sign. */
  acceptedUntil: Date | null;
}

/** Fifteen minutes in which the instances are restarted one by one, and fifteen more that a token lives. */
const acceptedAfterRetirement = 30 * 60 * 1000;

/** Access tokens of these are read too: of the key that another instance may use already, and of the one before, for a while. */
export function readAcceptedAccessTokenKeys(folder: string): AcceptedKey[] {
  const next = readJwk(keyFile.jwk(folder, 'access-token', 'next'));
  const last = keptKeys(folder).findLast(({ key }) => key.purpose === 'access-token');
  return [
    ...(next ? [accepted(next, null)] : []),
    ...(last?.retiredAt && last.compromisedSince === null
      ? [accepted(last.key, new Date(last.retiredAt.getTime() + acceptedAfterRetirement))]
      : []),
  ];
}

const accepted = ({ kty, crv, x, y, kid }: Omit<AcceptedKey, 'acceptedUntil'>, acceptedUntil: Date | null) => ({
  ...{ kty, crv, x, y, kid, acceptedUntil },
});
