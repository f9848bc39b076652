import type { Yen } from '@e-surety/domain';
import { and, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Static } from 'typebox';
import type { Sight } from '../accounts/caller.js';
import type { Database } from '../db/database.js';
import { applications, contractors, feeReceipts, guaranteeRequests, works } from '../db/tables.js';
import type { TimeCursor } from '../paging.js';
import type { RefundableSchema } from './schemas.js';

export interface Refundable extends Static<typeof RefundableSchema> {
  cursor: TimeCursor;
}

/** What was paid above a fee and is to be given back, the newest first. */
export async function listRefundables(
  db: Database,
  { sight, branch, before, limit }: { sight: Sight; branch: string | null; before: TimeCursor | null; limit: number },
): Promise<Refundable[]> {
  const id = sql<string>`${feeReceipts.applicationId}::text || '/' || ${feeReceipts.kind}`;
  const rows = await db
    .select({
      ...{ receipt: feeReceipts, id, works: works.facts, branch: applications.branch },
      contractor: { id: contractors.id, name: contractors.name },
      guaranteeNumber: guaranteeRequests.guaranteeNumber,
    })
    .from(feeReceipts)
    .innerJoin(
      guaranteeRequests,
      and(eq(guaranteeRequests.applicationId, feeReceipts.applicationId), eq(guaranteeRequests.kind, feeReceipts.kind)),
    )
    .innerJoin(applications, eq(applications.id, feeReceipts.applicationId))
    .innerJoin(works, eq(works.id, applications.worksId))
    .innerJoin(contractors, eq(contractors.id, applications.contractorId))
    .where(
      and(
        gt(feeReceipts.refundable, 0),
        sight.branches === null ? undefined : inArray(applications.branch, [...sight.branches]),
        branch === null ? undefined : eq(applications.branch, branch),
        before === null
          ? undefined
          : sql`(${feeReceipts.recordedAt}, ${id}) < (${before.createdAt.toISOString()}::timestamptz, ${before.id})`,
      ),
    )
    .orderBy(desc(feeReceipts.recordedAt), desc(id))
    .limit(limit);
  return rows.map(({ receipt, id, works, ...rest }) => {
    const { applicationId, kind, amount, refundable, receivedOn, method, reference, recordedAt } = receipt;
    return {
      ...{ applicationId, kind, ...rest, worksName: works.name },
      ...{ amount, fee: (amount - refundable) as Yen, refundable, receivedOn, method, reference },
      recordedAt: recordedAt.toISOString(),
      cursor: { createdAt: recordedAt, id },
    };
  });
}
