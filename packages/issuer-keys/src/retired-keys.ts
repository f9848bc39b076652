import { existsSync, readFileSync } from 'node:fs';
import type { PrivateJwk, PublicJwk } from '@e-surety/seal/format';
import { writeSecret } from '@e-surety/service-kit/secret-files';
import { asFile, type JwkKind, keyFile } from './files.js';

type PublicHalf = Omit<PublicJwk, 'purpose'> & { purpose: JwkKind | 'pdf' };

/** The public halves of all that signed before. */
export function retiredKeys(folder: string): PublicHalf[] {
  const file = keyFile.retired(folder);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { keys: PublicHalf[] }).keys : [];
}

/** Said before the private half goes, so that no crash loses what verifies. */
export function keepPublicHalf(folder: string, kind: JwkKind, { d: _, ...jwk }: PrivateJwk): void {
  keepPublicKey(folder, { ...jwk, purpose: kind });
}

export function keepPublicKey(folder: string, key: PublicHalf): void {
  const kept = retiredKeys(folder).filter(({ kid }) => kid !== key.kid);
  writeSecret(keyFile.retired(folder), asFile({ keys: [...kept, key] }));
}
