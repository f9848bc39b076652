import { type ApplicationStatus, applicationStatusRules, type GuaranteeRequestState } from '@e-surety/domain';
import { and, eq, exists, inArray, not, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { applications, guaranteeRequests } from '../db/tables.js';

/** `applicationStatusOf` of the domain, as a condition; a test holds the two against each other. */
export function applicationStatusIs(db: Database, status: ApplicationStatus): SQL | undefined {
  const place = applicationStatusRules.findIndex(([one]) => one === status);
  const rule = applicationStatusRules[place];
  // Withdrawn has no rule: it is what none of them holds for.
  const earlier = (rule ? applicationStatusRules.slice(0, place) : applicationStatusRules).flatMap(
    ([, states]) => states,
  );
  const some = (states: readonly GuaranteeRequestState[]) =>
    exists(
      db
        .select({ one: sql`1` })
        .from(guaranteeRequests)
        .where(
          and(eq(guaranteeRequests.applicationId, applications.id), inArray(guaranteeRequests.status, [...states])),
        ),
    );
  return and(rule && some(rule[1]), earlier.length === 0 ? undefined : not(some(earlier)));
}
