import { type GuaranteeNumber, Refusal } from '@e-surety/domain';
import type { PartName } from '@e-surety/seal/format';
import type { Database } from '@e-surety/service-kit/postgres';
import type { Opener } from '../look-ups/open-stored.js';
import type { DsureRefusalCode } from '../refusals.js';
import { sealedPartOf } from './store.js';
import type { View } from './view-token.js';

/** Opens one part of one revision for the holder of a view, checked as at a look-up. */
export async function openView(
  { db, opener }: { db: Database; opener: Opener },
  view: View,
  asked: { guaranteeNumber: GuaranteeNumber; revision: number; part: PartName },
): Promise<Buffer> {
  if (asked.guaranteeNumber !== view.guaranteeNumber) {
    throw new Refusal<DsureRefusalCode>('view_token_of_another_certificate');
  }
  const row = await sealedPartOf(db, asked.guaranteeNumber, asked.revision, asked.part);
  if (row === null) throw new Refusal<DsureRefusalCode>('revision_not_found');
  const { stored, sealed } = row;
  if (stored.keyGeneration !== view.keyGeneration) throw new Refusal<DsureRefusalCode>('authentication_key_replaced');
  if (asked.part === 'pdf') return opener.openPdf(stored, sealed, view.sealingKey);
  return Buffer.from((await opener.openCertificate(stored, sealed, view.sealingKey)).jws, 'ascii');
}
