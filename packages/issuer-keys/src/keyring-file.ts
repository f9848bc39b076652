import { readFileSync } from 'node:fs';
import { writeSecret } from '@e-surety/service-kit/secret-files';
import { asFile, keyFile } from './files.js';

/** Key-encryption keys by id, 32 bytes each in base64url. `next` decrypts already, so that every instance can before one encrypts. */
export interface KeyringFile {
  active: string;
  next?: string;
  keys: Record<string, string>;
}

export function parseKeyringFile(text: string): KeyringFile {
  const file = JSON.parse(text) as KeyringFile;
  const whole = Object.values(file.keys).every((key) => Buffer.from(key, 'base64url').length === 32);
  const known = [file.active, ...(file.next === undefined ? [] : [file.next])];
  if (!whole || !known.every((id) => Object.hasOwn(file.keys, id)))
    throw new Error('expected { "active": id, "keys": { id: 32 bytes base64url } }');
  return file;
}

export const readKeyring = (folder: string): KeyringFile =>
  parseKeyringFile(readFileSync(keyFile.keyring(folder), 'utf8'));

export const writeKeyring = (folder: string, keyring: KeyringFile): void =>
  writeSecret(keyFile.keyring(folder), asFile(keyring));

/** Takes out what nothing is encrypted under any more; returns the ids. The active one and the next stay in any case. */
export function dropKeyEncryptionKeys(folder: string, inUse: ReadonlySet<string>, { dryRun = false } = {}): string[] {
  const { active, next, keys } = readKeyring(folder);
  const dropped = Object.keys(keys).filter((id) => id !== active && id !== next && !inUse.has(id));
  const kept = Object.fromEntries(Object.entries(keys).filter(([id]) => !dropped.includes(id)));
  if (!dryRun && dropped.length > 0) writeKeyring(folder, { active, ...(next !== undefined && { next }), keys: kept });
  return dropped;
}
