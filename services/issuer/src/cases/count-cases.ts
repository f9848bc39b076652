import { type GuaranteeRequestState, openGuaranteeRequestStates } from '@e-surety/domain';
import { and, type SQL, sql } from 'drizzle-orm';
import type { Static } from 'typebox';
import type { Sight } from '../accounts/caller.js';
import type { Database } from '../db/database.js';
import { openCases } from './open-cases.js';
import type { CaseCounts, caseTypes } from './schemas.js';

/** What waits for somebody of the issuer, in numbers: the first thing that an underwriter sees. */
export async function countCases(
  db: Database,
  { sight, branch }: { sight: Sight; branch: string | null },
): Promise<Static<typeof CaseCounts>> {
  const inBranch = (column: SQL) =>
    and(
      sql`true`,
      sight.branches === null ? undefined : sql`${column} = any(${sql.param([...sight.branches])})`,
      branch === null ? undefined : sql`${column} = ${branch}`,
    );
  const counted = await db.execute<{ type: (typeof caseTypes)[number]; status: GuaranteeRequestState; count: number }>(
    sql`select type, status, count(*)::int as count from (${openCases}) cases where ${inBranch(sql`branch`)} group by 1, 2`,
  );
  const countOf = (type: (typeof caseTypes)[number], status: GuaranteeRequestState) =>
    counted.find((one) => one.type === type && one.status === status)?.count ?? 0;
  const byStatus = (type: (typeof caseTypes)[number]): Static<typeof CaseCounts>['guarantees'] =>
    Object.fromEntries(openGuaranteeRequestStates.map((state) => [state, countOf(type, state)]));
  const [rest] = await db.execute<{ dispatch: number; awaitingReply: number; refundables: number }>(sql`
    select
      (select count(*)::int from guarantees where awaits_dispatch and ${inBranch(sql`branch`)}) as dispatch,
      (select count(distinct application_id)::int from (${openCases}) cases
        where awaits_reply and ${inBranch(sql`branch`)}) as "awaitingReply",
      (select count(*)::int from refundables r join applications a on a.id = r.application_id
        where ${inBranch(sql`a.branch`)}) as refundables`);
  return { guarantees: byStatus('guarantee'), changes: byStatus('change'), ...rest! };
}
