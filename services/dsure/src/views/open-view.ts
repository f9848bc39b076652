import { type GuaranteeNumber, Refusal } from '@e-surety/domain';
import type { PartName } from '@e-surety/seal/format';
import type { Database } from '@e-surety/service-kit/postgres';
import type { OpenedCertificate, Opener } from '../look-ups/open-stored.js';
import type { StoredRevision } from '../look-ups/stored-revision.js';
import type { DsureRefusalCode } from '../refusals.js';
import { sealedPartOf } from './store.js';
import type { View } from './view-token.js';

export interface ViewWorld {
  db: Database;
  opener: Opener;
}

export interface AskedRevision {
  guaranteeNumber: GuaranteeNumber;
  revision: number | 'newest';
}

/** Opens one part of one revision for the holder of a view, checked as at a look-up. */
export async function openView(
  world: ViewWorld,
  view: View,
  asked: AskedRevision & { part: PartName },
): Promise<Buffer> {
  if (asked.part === 'certificate') return Buffer.from((await openCertificate(world, view, asked)).jws, 'ascii');
  const { stored, sealed } = await partInView(world.db, view, asked);
  return world.opener.openPdf(stored, sealed, view.sealingKey);
}

/** The certificate of a revision, with what the tables say of it. */
export async function openCertificate(
  { db, opener }: ViewWorld,
  view: View,
  asked: AskedRevision,
): Promise<OpenedCertificate & { stored: StoredRevision }> {
  const { stored, sealed } = await partInView(db, view, { ...asked, part: 'certificate' });
  return { stored, ...(await opener.openCertificate(stored, sealed, view.sealingKey)) };
}

/** What a view may see: any revision of its own guarantee, as long as its key is not replaced. */
export async function partInView(db: Database, view: View, asked: AskedRevision & { part: PartName }) {
  if (asked.guaranteeNumber !== view.guaranteeNumber) {
    throw new Refusal<DsureRefusalCode>('view_token_of_another_certificate');
  }
  const row = await sealedPartOf(db, asked.guaranteeNumber, asked.revision, asked.part);
  if (row === null) throw new Refusal<DsureRefusalCode>('revision_not_found');
  if (row.stored.keyGeneration !== view.keyGeneration) {
    throw new Refusal<DsureRefusalCode>('authentication_key_replaced');
  }
  return row;
}
