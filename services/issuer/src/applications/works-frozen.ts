import { and, eq, isNotNull } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { applications, guaranteeRequests } from '../db/tables.js';

/** Facts of the works are frozen once a guarantee for them is approved: what was underwritten is what is signed. */
export async function worksAreFrozen(db: Database, worksId: string): Promise<boolean> {
  const [approved] = await db
    .select({ id: applications.id })
    .from(guaranteeRequests)
    .innerJoin(applications, eq(applications.id, guaranteeRequests.applicationId))
    .where(and(eq(applications.worksId, worksId), isNotNull(guaranteeRequests.approvedAt)))
    .limit(1);
  return approved !== undefined;
}
