import { createSecretKey } from 'node:crypto';
import type { GuaranteeNumber } from '@e-surety/domain';
import { type Digest, digestOf } from '@e-surety/seal/format';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
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
const lifetimeMs = 60 * 60 * 1000;

/**
 * Only D-Sure can read its tokens, any instance of it can, and nothing of them is stored: the sealing key is with whoever
 * holds the token, and nowhere else.
 */
export function createViewTokens(secret: Uint8Array) {
  const key = createSecretKey(secret);
  return {
    async issue(view: Omit<View, 'id'>, now: Date): Promise<{ token: string; expiresAt: Date }> {
      const expiresAt = new Date(now.getTime() + lifetimeMs);
      const { guaranteeNumber, keyGeneration, sealingKey } = view;
      const claims = { guaranteeNumber, keyGeneration, sealingKey: Buffer.from(sealingKey).toString('base64url') };
      const token = await new EncryptJWT(claims)
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ })
        .setExpirationTime(expiresAt)
        .encrypt(key);
      return { token, expiresAt };
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
