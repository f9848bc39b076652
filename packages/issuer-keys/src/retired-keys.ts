import { existsSync, readFileSync } from 'node:fs';
import type { PrivateJwk, PublicJwk } from '@e-surety/seal/format';
import { writeSecret } from '@e-surety/service-kit/secret-files';
import { asFile, type JwkKind, keyFile } from './files.js';

export type PublicHalf = Omit<PublicJwk, 'purpose'> & { purpose: JwkKind | 'pdf' };

/** What is known of a key beside the key itself. One that still signs may stand here too: as compromised. */
export interface KeptKey {
  key: PublicHalf;
  retiredAt: Date | null;
  compromisedSince: Date | null;
}

/** The public halves of all that signed before. */
export function keptKeys(folder: string): KeptKey[] {
  const file = keyFile.retired(folder);
  if (!existsSync(file)) return [];
  const { keys } = JSON.parse(readFileSync(file, 'utf8')) as { keys: (PublicHalf & Times)[] };
  return keys.map(({ retiredAt, compromisedSince, ...key }) => ({
    key,
    retiredAt: timeOf(retiredAt),
    compromisedSince: timeOf(compromisedSince),
  }));
}

/** Said before the private half goes, so that no crash loses what verifies. */
export function retireJwk(folder: string, kind: JwkKind, { d: _, ...jwk }: PrivateJwk, at: Date): void {
  retirePublicKey(folder, { ...jwk, purpose: kind }, at);
}

/** What was known of it stays known. */
export function retirePublicKey(folder: string, key: PublicHalf, at: Date): void {
  const known = keptKeys(folder).find((one) => one.key.kid === key.kid);
  keep(folder, { key, retiredAt: known?.retiredAt ?? at, compromisedSince: known?.compromisedSince ?? null });
}

export function keep(folder: string, kept: KeptKey): void {
  const others = keptKeys(folder).filter(({ key }) => key.kid !== kept.key.kid);
  writeSecret(keyFile.retired(folder), asFile({ keys: [...others, kept].map(written) }));
}

interface Times {
  retiredAt?: string;
  compromisedSince?: string;
}

const timeOf = (text: string | undefined) => (text === undefined ? null : new Date(text));

const written = ({ key, retiredAt, compromisedSince }: KeptKey) => ({
  ...key,
  ...(retiredAt && { retiredAt: retiredAt.toISOString() }),
  ...(compromisedSince && { compromisedSince: compromisedSince.toISOString() }),
});
