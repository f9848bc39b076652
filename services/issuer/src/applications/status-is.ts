import type { ApplicationStatus, GuaranteeRequestState } from '@e-surety/domain';
import { and, eq, exists, inArray, not, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { applications, guaranteeRequests } from '../db/tables.js';

/** The first whose states one of the guarantees is in. */
const firstThatHolds: [ApplicationStatus, GuaranteeRequestState[]][] = [
  ['draft', ['draft']],
  ['returned', ['returned']],
  ['under_review', ['under_review', 'awaiting_second_approval']],
  ['submitted', ['submitted']],
  ['reviewed', ['approved', 'fee_due', 'issuing', 'held']],
  ['completed', ['issued', 'declined', 'voided']],
  ['withdrawn', ['withdrawn']],
];

/** `applicationStatusOf` of the domain, as a condition; a test holds the two against each other. */
export function applicationStatusIs(db: Database, status: ApplicationStatus): SQL | undefined {
  const place = firstThatHolds.findIndex(([one]) => one === status);
  const earlier = firstThatHolds.slice(0, place).flatMap(([, states]) => states);
  const some = (states: GuaranteeRequestState[]) =>
    exists(
      db
        .select({ one: sql`1` })
        .from(guaranteeRequests)
        .where(and(eq(guaranteeRequests.applicationId, applications.id), inArray(guaranteeRequests.status, states))),
    );
  return and(some(firstThatHolds[place]![1]), earlier.length === 0 ? undefined : not(some(earlier)));
}
