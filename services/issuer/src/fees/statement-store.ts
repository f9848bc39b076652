import { type CalendarDay, calendarDay } from '@e-surety/domain';
import { and, asc, desc, eq, gte, isNotNull, lt, or, sql } from 'drizzle-orm';
import type { Sight } from '../accounts/caller.js';
import { inSight } from '../applications/in-sight.js';
import type { Database } from '../db/database.js';
import { applications, contractors, feeStatements, guarantees } from '../db/tables.js';
import type { TimeCursor } from '../paging.js';
import type { StatementFacts } from './statement-facts.js';

export type StatementRow = typeof feeStatements.$inferSelect;

/** Those of guarantees that have been issued: what is still being issued has no fee to show yet. */
const issued = isNotNull(guarantees.issuedAt);

export interface StatementFilter {
  sight: Sight;
  type: StatementFacts['type'] | null;
  month: string | null;
  before: TimeCursor | null;
  limit: number;
}

export async function listFeeStatements(db: Database, filter: StatementFilter): Promise<StatementRow[]> {
  const { sight, type, month, before, limit } = filter;
  const rows = await db
    .select({ row: feeStatements })
    .from(feeStatements)
    .innerJoin(guarantees, eq(guarantees.guaranteeNumber, feeStatements.guaranteeNumber))
    .innerJoin(applications, eq(applications.id, guarantees.applicationId))
    .where(
      and(
        issued,
        statementInSight(sight),
        type === null ? undefined : eq(feeStatements.type, type),
        month === null ? undefined : within(month),
        before === null
          ? undefined
          : or(
              lt(feeStatements.createdAt, before.createdAt),
              and(eq(feeStatements.createdAt, before.createdAt), lt(feeStatements.id, before.id)),
            ),
      ),
    )
    .orderBy(desc(feeStatements.createdAt), desc(feeStatements.id))
    .limit(limit);
  return rows.map(({ row }) => row);
}

const statementInSight = ({ contractorId, branches }: Sight) =>
  and(contractorId === null ? undefined : eq(feeStatements.contractorId, contractorId), inSight({ branches }));

/** All that one month settles by 一括納付, with the company that owes it. */
export function listLumpSumFees(
  db: Database,
  { sight, month }: { sight: Sight; month: string },
): Promise<{ row: StatementRow; contractor: string }[]> {
  return db
    .select({ row: feeStatements, contractor: contractors.name })
    .from(feeStatements)
    .innerJoin(guarantees, eq(guarantees.guaranteeNumber, feeStatements.guaranteeNumber))
    .innerJoin(applications, eq(applications.id, guarantees.applicationId))
    .innerJoin(contractors, eq(contractors.id, feeStatements.contractorId))
    .where(and(issued, eq(feeStatements.payment, 'lump_sum'), within(month), statementInSight(sight)))
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

/** The day of conclusion; what was concluded before that was kept, by the day on which its number was drawn. */
const settledOn = sql`coalesce(${feeStatements.concludedOn}, ${feeStatements.issuedOn})`;

const within = (month: string) => and(gte(settledOn, firstDay(month)), lt(settledOn, firstDay(monthAfter(month))));

const firstDay = (month: string): CalendarDay => calendarDay(`${month}-01`);

function monthAfter(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
