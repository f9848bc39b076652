import { existsSync, readFileSync, renameSync } from 'node:fs';
import { writeSecretOnce } from '@e-surety/service-kit/secret-files';
import { type JwkKind, keyFile, type RotatedKind, readJwk } from './files.js';
import { readKeyring, writeKeyring } from './keyring-file.js';
import { newJwk, newKeyEncryptionKey, newPdfCertificate, newPdfKey } from './new-key.js';
import { pdfKeyIn } from './pdf-keys.js';
import { markKeyCompromised } from './published-keys.js';
import { retireJwk, retirePublicKey } from './retired-keys.js';

interface Rotation {
  issuerName: string;
  /** Says what would happen, and leaves everything as it is. */
  dryRun?: boolean;
}

/**
 * The first half of a rotation: the next key is there, so that all who verify or decrypt can know it before anyone signs or
 * encrypts with it. Said again, it changes nothing. Returns whether one was made.
 */
export async function prepareKey(
  folder: string,
  kind: RotatedKind,
  { issuerName, dryRun }: Rotation,
): Promise<boolean> {
  if (isPrepared(folder, kind)) return false;
  if (dryRun) return true;
  if (kind === 'key-encryption') {
    const { id, key } = newKeyEncryptionKey();
    const { keys, ...keyring } = readKeyring(folder);
    writeKeyring(folder, { ...keyring, next: id, keys: { ...keys, [id]: key } });
  } else if (kind === 'pdf-signing') {
    await writeSecretOnce(keyFile.pdfKey(folder, 'next'), newPdfKey);
    await writeSecretOnce(keyFile.pdfCertificate(folder, 'next'), () =>
      newPdfCertificate(readFileSync(keyFile.pdfKey(folder, 'next'), 'utf8'), issuerName),
    );
  } else await writeSecretOnce(keyFile.jwk(folder, kind, 'next'), () => newJwk(kind));
  return true;
}

interface Activation {
  now: Date;
  /** Others may have the key that goes: whatever it signed counts from now on as theirs. */
  compromised?: boolean;
  dryRun?: boolean;
}

/** The second half: what was prepared takes over from the next start on. False if nothing is prepared. */
export function activateKey(folder: string, kind: RotatedKind, activation: Activation): boolean {
  if (!isPrepared(folder, kind)) return false;
  if (activation.dryRun) return true;
  if (kind === 'key-encryption') {
    const { next, keys } = readKeyring(folder);
    writeKeyring(folder, { active: next!, keys });
  } else if (kind === 'pdf-signing') {
    // The key last: as long as it waits, the change can be taken up again.
    const old = pdfKeyIn(readFileSync(keyFile.pdfCertificate(folder), 'utf8'));
    retirePublicKey(folder, old, activation.now);
    if (activation.compromised) markKeyCompromised(folder, old.kid, activation.now);
    const certificate = keyFile.pdfCertificate(folder, 'next');
    if (existsSync(certificate)) renameSync(certificate, keyFile.pdfCertificate(folder));
    renameSync(keyFile.pdfKey(folder, 'next'), keyFile.pdfKey(folder));
  } else activateJwk(folder, kind, activation);
  return true;
}

function activateJwk(folder: string, kind: JwkKind, { now, compromised }: Activation): void {
  const old = readJwk(keyFile.jwk(folder, kind))!;
  retireJwk(folder, kind, old, now);
  if (compromised) markKeyCompromised(folder, old.kid, now);
  renameSync(keyFile.jwk(folder, kind, 'next'), keyFile.jwk(folder, kind));
}

function isPrepared(folder: string, kind: RotatedKind): boolean {
  if (kind === 'key-encryption') return readKeyring(folder).next !== undefined;
  if (kind === 'pdf-signing') return existsSync(keyFile.pdfKey(folder, 'next'));
  return existsSync(keyFile.jwk(folder, kind, 'next'));
}
