import type { GuaranteeNumber } from '@e-surety/domain';
import type { PartName } from '@e-surety/seal/format';
import type { Database } from '@e-surety/service-kit/postgres';
import { and, eq } from 'drizzle-orm';
import { guarantees, revisions, sealedParts } from '../db/tables.js';
import { storedRevision } from '../look-ups/store.js';
import type { StoredRevision } from '../look-ups/stored-revision.js';

/** One sealed part and what the tables say of its revision, or of the newest one; null if there is no such revision. */
export async function sealedPartOf(
  db: Database,
  guaranteeNumber: GuaranteeNumber,
  revision: number | 'newest',
  part: PartName,
): Promise<{ stored: StoredRevision; sealed: string } | null> {
  const [row] = await db
    .select()
    .from(sealedParts)
    .innerJoin(guarantees, eq(guarantees.guaranteeNumber, sealedParts.guaranteeNumber))
    .innerJoin(
      revisions,
      and(eq(revisions.guaranteeNumber, sealedParts.guaranteeNumber), eq(revisions.revision, sealedParts.revision)),
    )
    .where(
      and(
        eq(sealedParts.guaranteeNumber, guaranteeNumber),
        eq(sealedParts.revision, revision === 'newest' ? guarantees.revision : revision),
        eq(sealedParts.part, part),
      ),
    );
  return row ? { stored: storedRevision(row.guarantees, row.revisions), sealed: row.sealed_parts.sealed } : null;
}
