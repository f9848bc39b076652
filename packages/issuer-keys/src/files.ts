import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PrivateJwk, type SignaturePurpose, signaturePurposes } from '@e-surety/seal/format';

/** Every kind of key that an issuer has, each in a file of its own, so that each can be rotated, and guarded, by itself. */
export const rotatedKinds = [...signaturePurposes, 'access-token', 'pdf-signing', 'key-encryption'] as const;
export type RotatedKind = SignaturePurpose | 'access-token' | 'pdf-signing' | 'key-encryption';
/** Those that are one JWK. */
export type JwkKind = SignaturePurpose | 'access-token';

/** The one that signs now, or the one that is prepared: known to those who verify, and not used yet. */
type Turn = 'now' | 'next';
const infix = { now: '', next: '.next' };

export const keyFile = {
  jwk: (folder: string, kind: JwkKind, turn: Turn = 'now') => join(folder, `${kind}${infix[turn]}.private.jwk.json`),
  pdfKey: (folder: string, turn: Turn = 'now') => join(folder, `pdf-signing${infix[turn]}.key.pem`),
  pdfCertificate: (folder: string, turn: Turn = 'now') => join(folder, `pdf-signing${infix[turn]}.cert.pem`),
  keyring: (folder: string) => join(folder, 'key-encryption.json'),
  /** The public halves of those that signed before: what they signed is verified for ever. */
  retired: (folder: string) => join(folder, 'retired.jwks.json'),
};

/** Null if there is none. */
export function readJwk(file: string): PrivateJwk | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as PrivateJwk) : null;
}

export const asFile = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
