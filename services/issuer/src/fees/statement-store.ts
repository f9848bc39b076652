import { type CalendarDay, calendarDay } from '@e-surety/domain';
import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Sight } from '../accounts/caller.js';
import type { Database } from '../db/database.js';
import { contractors, feeStatements } from '../db/tables.js';
import { eachBranch } from '../each-branch.js';
import { earlierThan, type TimeCursor } from '../paging.js';
import type { StatementFacts } from './statement-facts.js';

export type StatementRow = typeof feeStatements.$inferSelect;

/** Those of guarantees that have been issued: what is still being issued has no fee to show yet. */
const issued = sql`exists (select from guarantees g where g.guarantee_number = ${feeStatements.guaranteeNumber} and g.issued_at is not null)`;

export interface StatementFilter {
  sight: Sight;
  type: StatementFacts['type'] | null;
  month: string | null;
  before: TimeCursor | null;
  limit: number;
}

export async function listFeeStatements(db: Database, filter: StatementFilter): Promise<StatementRow[]> {
  const rows = await db
    .select({ row: feeStatements })
    .from(feeStatements)
    .where(sql`${feeStatements.id} in (select id from (${pageOf(filter)}) page)`)
    .orderBy(desc(feeStatements.createdAt), desc(feeStatements.id));
  return rows.map(({ row }) => row);
}

function pageOf({ sight, type, month, before, limit }: StatementFilter): SQL {
  const { contractorId, branches } = sight;
  const order = sql`created_at desc, id desc`;
  const where = and(
    issued,
    contractorId === null ? undefined : eq(feeStatements.contractorId, contractorId),
    type === null ? undefined : eq(feeStatements.type, type === 'refund' ? sql`'refund'` : type),
    month === null ? undefined : eq(feeStatements.month, firstDay(month)),
    before === null ? undefined : earlierThan(before, feeStatements.createdAt, feeStatements.id),
  );
  return eachBranch(branches, feeStatements.branch, {
    ...{ order, limit },
    pageOf: (ofBranch) =>
      sql`select id, created_at from fee_statements where ${and(where, ofBranch)} order by ${order} limit ${limit}`,
  });
}

/** All that one month settles by 一括納付, with the company that owes it. */
export function listLumpSumFees(
  db: Database,
  { sight: { contractorId, branches }, month }: { sight: Sight; month: string },
): Promise<{ row: StatementRow; contractor: string }[]> {
  return db
    .select({ row: feeStatements, contractor: contractors.name })
    .from(feeStatements)
    .innerJoin(contractors, eq(contractors.id, feeStatements.contractorId))
    .where(
      and(
        issued,
        eq(feeStatements.payment, 'lump_sum'),
        eq(feeStatements.month, firstDay(month)),
        contractorId === null ? undefined : eq(feeStatements.contractorId, contractorId),
        branches === null ? undefined : inArray(feeStatements.branch, [...branches]),
      ),
    )
    .orderBy(
      asc(feeStatements.contractorId),
      asc(feeStatements.billedTo),
      asc(feeStatements.issuedOn),
      asc(feeStatements.guaranteeNumber),
      asc(feeStatements.revision),
    );
}

/** Of one revision, or the newest of its type. */
export async function findStatement(
  db: Database,
  {
    guaranteeNumber,
    type,
    revision,
  }: { guaranteeNumber: string; type: StatementFacts['type']; revision: number | null },
): Promise<StatementRow | null> {
  const [row] = await db
    .select()
    .from(feeStatements)
    .where(
      and(
        eq(feeStatements.guaranteeNumber, guaranteeNumber),
        eq(feeStatements.type, type),
        revision === null ? undefined : eq(feeStatements.revision, revision),
      ),
    )
    .orderBy(desc(feeStatements.revision))
    .limit(1);
  return row ?? null;
}

const firstDay = (month: string): CalendarDay => calendarDay(`${month}-01`);
