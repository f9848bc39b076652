import type { CalendarDay, GuaranteeNumber } from '@e-surety/domain';
import type { Digest, Locator } from '@e-surety/seal/format';
import type { Database } from '@e-surety/service-kit/postgres';
import { and, eq, sql } from 'drizzle-orm';
import { guarantees, locators, revisions, sealedParts } from '../db/tables.js';
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
 * unknown number are all the same empty result.
 */
export function findByLocator(db: Database): FindByLocator {
  const given = sql.placeholder('guaranteeNumber');
  const statement = db
    .select({ locator: locators, guarantee: guarantees, revision: revisions, sealed: sealedParts.sealed })
    .from(locators)
    .innerJoin(guarantees, eq(guarantees.guaranteeNumber, locators.guaranteeNumber))
    .innerJoin(
      revisions,
      and(eq(revisions.guaranteeNumber, guarantees.guaranteeNumber), eq(revisions.revision, guarantees.revision)),
    )
    .innerJoin(
      sealedParts,
      and(
        eq(sealedParts.guaranteeNumber, guarantees.guaranteeNumber),
        eq(sealedParts.revision, guarantees.revision),
        eq(sealedParts.part, 'certificate'),
      ),
    )
    .where(
      and(
        eq(locators.locator, sql.placeholder('locator')),
        sql`(${given}::text is null or ${locators.guaranteeNumber} = ${given}::text)`,
      ),
    )
    .prepare('look_up_certificate');

  return async (locator, guaranteeNumber) => {
    const [row] = await statement.execute({ locator: Buffer.from(locator, 'base64url'), guaranteeNumber });
    if (!row) return null;
    return {
      replaced: row.locator.replacedAt !== null,
      ...storedRevision(row.guarantee, row.revision),
      sealed: row.sealed,
      viewedOn: row.guarantee.viewedOn,
    };
  };
}

export function storedRevision(
  { guaranteeNumber, issuerId, kind, keyGeneration, revision: newestRevision }: typeof guarantees.$inferSelect,
  row: typeof revisions.$inferSelect,
): StoredRevision {
  const { revision, type, status, statusFrom, depositedAt } = row;
  const text = (digest: Buffer) => digest.toString('base64url') as Digest;
  return {
    ...{ issuer: issuerId, guaranteeNumber, kind, keyGeneration, newestRevision },
    ...{ revision, type, status, statusFrom, depositedAt },
    digests: { certificate: text(row.certificateDigest), pdf: text(row.pdfDigest) },
  };
}
