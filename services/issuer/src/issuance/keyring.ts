import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type AuthenticationKey, type GuaranteeNumber, parseAuthenticationKey } from '@e-surety/domain';
import type { KeyringFile } from '@e-surety/issuer-keys';

/** A secret at rest, and the id of the key-encryption key that opens it. */
export interface EncryptedText {
  keyEncryptionKey: string;
  /** 12 bytes IV, the ciphertext, 16 bytes tag. */
  ciphertext: Buffer;
}

/** An authentication key at rest. */
export type EncryptedKey = EncryptedText;

/** Key-encryption keys by id: the active one encrypts, every one of them decrypts what it once encrypted. */
export interface Keyring {
  encrypt(key: AuthenticationKey, guaranteeNumber: GuaranteeNumber): EncryptedKey;
  /** Throws if the ciphertext is another guarantee's, was altered, or its key-encryption key is not at hand. */
  decrypt(encrypted: EncryptedKey, guaranteeNumber: GuaranteeNumber): AuthenticationKey;
  /** `owner`: whose secret it is; it opens for no other. */
  encryptText(text: string, owner: string): EncryptedText;
  decryptText(encrypted: EncryptedText, owner: string): string;
}

export function createKeyring({ active, keys }: KeyringFile): Keyring {
  const keyOf = (id: string) => {
    const text = keys[id];
    if (text === undefined) throw new Error(`the key-encryption key ${id} is not in the keyring`);
    return Buffer.from(text, 'base64url');
  };
  const encryptText: Keyring['encryptText'] = (text, owner) => {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', keyOf(active), iv).setAAD(Buffer.from(owner));
    const sealed = [iv, cipher.update(text, 'ascii'), cipher.final(), cipher.getAuthTag()];
    return { keyEncryptionKey: active, ciphertext: Buffer.concat(sealed) };
  };
  const decryptText: Keyring['decryptText'] = ({ keyEncryptionKey, ciphertext }, owner) => {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(keyEncryptionKey), ciphertext.subarray(0, 12))
      .setAAD(Buffer.from(owner))
      .setAuthTag(ciphertext.subarray(-16));
    return Buffer.concat([decipher.update(ciphertext.subarray(12, -16)), decipher.final()]).toString('ascii');
  };
  return {
    encryptText,
    decryptText,
    encrypt: encryptText,
    decrypt: (encrypted, guaranteeNumber) => {
      const parsed = parseAuthenticationKey(decryptText(encrypted, guaranteeNumber));
      if (!parsed.ok) throw new Error('what was decrypted is no authentication key');
      return parsed.key;
    },
  };
}
