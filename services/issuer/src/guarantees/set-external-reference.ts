import type { Problem } from '@e-surety/service-kit/problems';
import { and, eq } from 'drizzle-orm';
import { recordAct } from '../db/audit.js';
import { type Database, isUniqueViolation } from '../db/database.js';
import { guarantees } from '../db/tables.js';
import { refuse } from '../refusals.js';
import type { Guarantee } from './store.js';

/** 貴社の管理番号 of a guarantee. A client gives each number once; null takes it back. */
export async function setExternalReference(
  tx: Database,
  actor: string,
  { row: { guaranteeNumber } }: Guarantee,
  externalReference: string | null,
  now: Date,
): Promise<void> {
  const given = { externalReference, externalReferenceBy: externalReference === null ? null : actor };
  try {
    // A savepoint, so that a refusal leaves the caller's transaction usable.
    await tx.transaction((nested) =>
      nested
        .update(guarantees)
        .set({ ...given, updatedAt: now })
        .where(eq(guarantees.guaranteeNumber, guaranteeNumber)),
    );
  } catch (error) {
    if (!isUniqueViolation(error, 'guarantees_external_reference')) throw error;
    throw await taken(tx, actor, externalReference!);
  }
  const detail = { externalReference };
  await recordAct(tx, { at: now, actor, act: 'set_external_reference', subject: guaranteeNumber, detail });
}

async function taken(db: Database, actor: string, externalReference: string): Promise<Problem> {
  const [earlier] = await db
    .select({ guaranteeNumber: guarantees.guaranteeNumber })
    .from(guarantees)
    .where(and(eq(guarantees.externalReferenceBy, actor), eq(guarantees.externalReference, externalReference)));
  const detail = 'この管理番号の保証契約がすでにあります。';
  const expected = 'まだ使っていない番号、または null';
  return refuse('external_reference_taken', {
    detail,
    errors: [{ pointer: '/externalReference', in: 'body', code: 'taken', detail, expected }],
    facts: { guaranteeNumber: earlier?.guaranteeNumber ?? null },
  });
}
