import { Refusal } from '@e-surety/domain';
import { digestOf } from '@e-surety/seal/format';
import type { Static } from 'typebox';
import type { EnvelopeRow } from '../db/tables.js';
import type { DsureRefusalCode } from '../refusals.js';
import type { DepositConfirmationSchema } from './schemas.js';

export type Confirmation = Static<typeof DepositConfirmationSchema>;

/** `created` is false where the same bytes had been deposited before. */
export interface Answer {
  created: boolean;
  row: EnvelopeRow;
}

/** What a repetition is answered; null if nothing was deposited in this place yet. */
export function answerFor(earlier: EnvelopeRow | undefined, compact: string): Answer | null {
  if (earlier === undefined) return null;
  if (digestOf(compact) !== earlier.digest.toString('base64url')) {
    throw new Refusal<DsureRefusalCode>('other_bytes_deposited');
  }
  return { created: false, row: earlier };
}

/** Made of stored facts alone, so that a repetition gets the same bytes. */
export function confirmationOf({
  guaranteeNumber,
  revision,
  keyGeneration,
  depositedAt,
  digest,
}: EnvelopeRow): Confirmation {
  return {
    guaranteeNumber,
    revision,
    keyGeneration,
    depositedAt: depositedAt.toISOString(),
    envelopeDigest: digest.toString('base64url'),
  };
}
