import { and, eq } from 'drizzle-orm';
import type { Static } from 'typebox';
import type { Database } from '../db/database.js';
import { changeRequests } from '../db/tables.js';
import { findRevision, type Guarantee } from '../guarantees/store.js';
import { refuse } from '../refusals.js';
import type { RefundStatementSchema } from './schemas.js';

/** 保証料返還計算書 of a concluded revision, from what was fixed at its approval. */
export async function refundStatement(
  db: Database,
  { row }: Guarantee,
  revision: number,
): Promise<Static<typeof RefundStatementSchema>> {
  const { guaranteeNumber, kind } = row;
  const [change] = await db
    .select()
    .from(changeRequests)
    .where(
      and(
        eq(changeRequests.guaranteeNumber, guaranteeNumber),
        eq(changeRequests.revision, revision),
        eq(changeRequests.status, 'issued'),
      ),
    );
  const issued = change && (await findRevision(db, guaranteeNumber, revision));
  if (!issued || change.feeChange?.direction !== 'refund') throw refuse('refund_statement_not_found');
  const { amount: refund, charged, due } = change.feeChange;
  const { history, contractor, works, issuedOn } = issued.certificate;
  return {
    ...{ guaranteeNumber, kind, revision, type: change.asked.type, issuedOn, refund, charged, due },
    effectiveOn: history.at(-1)!.effectiveOn,
    contractor: { name: contractor.name },
    worksName: works.name,
  };
}
