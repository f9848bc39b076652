import type { GuaranteeRequestState } from '@e-surety/domain';
import { and, eq, ne } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { applications, guaranteeRequests } from '../db/tables.js';
import type { AskedGuarantee } from './application.js';

/** What other applications ask for the same works. */
export async function askedElsewhere(
  db: Database,
  application: { id: string; works: { id: string } },
): Promise<{ status: GuaranteeRequestState; asked: AskedGuarantee }[]> {
  return db
    .select({ status: guaranteeRequests.status, asked: guaranteeRequests.asked })
    .from(guaranteeRequests)
    .innerJoin(applications, eq(applications.id, guaranteeRequests.applicationId))
    .where(and(eq(applications.worksId, application.works.id), ne(applications.id, application.id)));
}

const open: GuaranteeRequestState[] = ['draft', 'returned', 'withdrawn', 'declined', 'voided'];

/**
 * Facts of the works are frozen from submission on: what an underwriter sees is what is approved, and what was approved is what
 * is signed.
 */
export const freezesWorks = (status: GuaranteeRequestState): boolean => !open.includes(status);
