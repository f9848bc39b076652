import type { CalendarDay, GuaranteeNumber } from '@e-surety/domain';
import type { Digest, Locator } from '@e-surety/seal/format';
import type { Postgres } from '@e-surety/service-kit/postgres';
import type { guarantees, revisions } from '../db/tables.js';
import type { StoredRevision } from './stored-revision.js';

export interface FoundRow extends StoredRevision {
  /** The key was replaced; nothing else may be told. */
  replaced: boolean;
  sealed: string;
  /** The last day on which a reading of this revision with this key became an event. */
  viewedOn: CalendarDay | null;
}

export type FindByLocator = (locator: Locator, guaranteeNumber: GuaranteeNumber | null) => Promise<FoundRow | null>;

/**
 * Where a locator leads: one statement, prepared, whatever comes of it. A wrong key, the key of another number and an
 * unknown number are all the same empty result. By the driver alone, since no request is more frequent.
 */
export function findByLocator({ sql }: Pick<Postgres, 'sql'>): FindByLocator {
  return async (locator, guaranteeNumber) => {
    const [row] = await sql<SelectedRow[]>`
      select l.replaced_at is not null as "replaced", s.sealed, g.viewed_on as "viewedOn",
             g.guarantee_number as "guaranteeNumber", g.issuer_id as "issuerId", g.kind, g.key_generation as "keyGeneration",
             r.revision, r.type, r.status, r.status_from as "statusFrom", r.deposited_at as "depositedAt",
             r.certificate_digest as "certificateDigest", r.pdf_digest as "pdfDigest"
        from locators l
        join guarantees g using (guarantee_number)
        join revisions r using (guarantee_number, revision)
        join sealed_parts s using (guarantee_number, revision)
       where l.locator = ${Buffer.from(locator, 'base64url')}
         and (${guaranteeNumber}::text is null or l.guarantee_number = ${guaranteeNumber}::text)
         and s.part = 'certificate'`;
    if (!row) return null;
    const { replaced, sealed, viewedOn, ...told } = row;
    const depositedAt = new Date(told.depositedAt);
    return { replaced, ...storedRevision(told, { ...told, depositedAt }), sealed, viewedOn };
  };
}

type GuaranteeRow = Pick<
  typeof guarantees.$inferSelect,
  'guaranteeNumber' | 'issuerId' | 'kind' | 'keyGeneration' | 'revision'
>;
type RevisionRow = Omit<typeof revisions.$inferSelect, 'guaranteeNumber'>;
type SelectedRow = GuaranteeRow &
  Omit<RevisionRow, 'depositedAt'> & { depositedAt: string } & Pick<FoundRow, 'replaced' | 'sealed' | 'viewedOn'>;

export function storedRevision(
  { guaranteeNumber, issuerId, kind, keyGeneration, revision: newestRevision }: GuaranteeRow,
  row: RevisionRow,
): StoredRevision {
  const { revision, type, status, statusFrom, depositedAt } = row;
  const text = (digest: Buffer) => digest.toString('base64url') as Digest;
  return {
    ...{ issuer: issuerId, guaranteeNumber, kind, keyGeneration, newestRevision },
    ...{ revision, type, status, statusFrom, depositedAt },
    digests: { certificate: text(row.certificateDigest), pdf: text(row.pdfDigest) },
  };
}
