import { type PublicJwk, type SignaturePurpose, signaturePurposes } from '@e-surety/seal/format';
import { keyFile, readJwk } from './files.js';
import { keptKeys } from './retired-keys.js';

/**
 * What D-Sure pins and anyone may verify by: the public halves of what signs now, of what is prepared to, and of what did before.
 */
export function publicKeys(folder: string): { keys: PublicJwk[] } {
  const ofTurn = (turn: 'now' | 'next') =>
    signaturePurposes.flatMap((purpose) => {
      const found = readJwk(keyFile.jwk(folder, purpose, turn));
      if (found === null) return [];
      const { d: _, ...published } = found;
      return [published];
    });
  const before = keptKeys(folder)
    .map(({ key }) => key)
    .filter((key): key is PublicJwk => signaturePurposes.includes(key.purpose as SignaturePurpose));
  const keys = [...ofTurn('now'), ...ofTurn('next'), ...before];
  return { keys: keys.filter((key, index) => keys.findIndex(({ kid }) => kid === key.kid) === index) };
}
