import { createCipheriv, createSecretKey, randomBytes } from 'node:crypto';
import type { GuaranteeNumber } from '@e-surety/domain';
import { type Digest, digestOf } from '@e-surety/seal/format';
import { errors, jwtDecrypt } from 'jose';
import { dsureProblems } from '../refusals.js';

/** What the holder of a view token may open: all revisions of one guarantee, as long as the key is not replaced. */
export interface View {
  guaranteeNumber: GuaranteeNumber;
  keyGeneration: number;
  sealingKey: Uint8Array;
  /** Tells one look-up from another, and tells nothing else. */
  id: Digest;
}

const typ = 'esurety-view+jwe';
const header = Buffer.from(JSON.stringify({ alg: 'dir', enc: 'A256GCM', typ })).toString('base64url');
const lifetimeMs = 60 * 60 * 1000;

/**
 * Only D-Sure can read its tokens, any instance of it can, and nothing of them is stored: the sealing key is with whoever
 * holds the token, and nowhere else.
 */
export function createViewTokens(secret: Uint8Array) {
  const key = createSecretKey(secret);
  return {
    /** Written by node:crypto, since each look-up issues one and WebCrypto hops to a thread; what reads them is jose. */
    issue(view: Omit<View, 'id'>, now: Date): { token: string; expiresAt: Date } {
      const expiresAt = new Date(now.getTime() + lifetimeMs);
      const { guaranteeNumber, keyGeneration, sealingKey } = view;
      const exp = Math.floor(expiresAt.getTime() / 1000);
      const claims = { guaranteeNumber, keyGeneration, sealingKey: Buffer.from(sealingKey).toString('base64url'), exp };
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(header, 'ascii'));
      const ciphertext = Buffer.concat([cipher.update(JSON.stringify(claims), 'utf8'), cipher.final()]);
      const parts = [iv, ciphertext, cipher.getAuthTag()].map((bytes) => bytes.toString('base64url'));
      return { token: `${header}..${parts.join('.')}`, expiresAt };
    },

    async read(token: string, now: Date): Promise<View> {
      try {
        const { payload } = await jwtDecrypt(token, key, {
          typ,
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
          requiredClaims: ['exp'],
          currentDate: now,
        });
        // What decrypts under our own key was written by us.
        const { guaranteeNumber, keyGeneration, sealingKey } = payload as unknown as Record<
          keyof Omit<View, 'id'>,
          never
        >;
        return {
          guaranteeNumber,
          keyGeneration,
          sealingKey: Buffer.from(sealingKey, 'base64url'),
          id: digestOf(token),
        };
      } catch (error) {
        if (!(error instanceof errors.JOSEError)) throw error;
        throw dsureProblems.problem('view_token_refused', { headers: { 'www-authenticate': 'Bearer' } });
      }
    },
  };
}
export type ViewTokens = ReturnType<typeof createViewTokens>;
