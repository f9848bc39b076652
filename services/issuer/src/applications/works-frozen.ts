import { beingIssuedStates, type GuaranteeRequestState, movesContract } from '@e-surety/domain';
import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { applications, changeRequests, guaranteeRequests, guarantees } from '../db/tables.js';
import { refuse } from '../refusals.js';
import type { AskedGuarantee } from './application.js';

/** What is asked for on works. `besides`: by all applications but this one. */
export async function askedOn(
  db: Database,
  worksId: string,
  { besides }: { besides?: string } = {},
): Promise<{ status: GuaranteeRequestState; asked: AskedGuarantee; guaranteeNumber: string | null }[]> {
  const { status, asked, guaranteeNumber } = guaranteeRequests;
  return db
    .select({ status, asked, guaranteeNumber })
    .from(guaranteeRequests)
    .innerJoin(applications, eq(applications.id, guaranteeRequests.applicationId))
    .where(and(eq(applications.worksId, worksId), besides === undefined ? undefined : ne(applications.id, besides)));
}

const open: GuaranteeRequestState[] = ['draft', 'returned', 'withdrawn', 'declined', 'voided'];

/**
 * Facts of the works are frozen from submission on: what an underwriter sees is what is approved, and what was approved is what
 * is signed.
 */
export const freezesWorks = (status: GuaranteeRequestState): boolean => !open.includes(status);

/** A changed contract waits for what was approved by the old one, until that has its number and with it facts of its own. */
export async function demandNoneApproved(tx: Database, applicationId: string): Promise<void> {
  const worksOfIt = tx
    .select({ id: applications.worksId })
    .from(applications)
    .where(eq(applications.id, applicationId));
  const approved = await tx
    .select({ kind: guaranteeRequests.kind })
    .from(guaranteeRequests)
    .innerJoin(applications, eq(applications.id, guaranteeRequests.applicationId))
    .where(
      and(
        inArray(applications.worksId, worksOfIt),
        inArray(guaranteeRequests.status, [...beingIssuedStates]),
        isNull(guaranteeRequests.guaranteeNumber),
      ),
    );
  if (approved.length === 0) return;
  const detail =
    '同じ工事に、引受を承認してまだ発行していない保証があります。その発行が終わるか取り下げられた後に、変更を承認してください。';
  throw refuse('works_frozen', { detail });
}

/** The other way round: what is approved is signed with the contract that it was judged by. */
export async function demandContractAtRest(tx: Database, worksId: string): Promise<void> {
  const changes = await tx
    .select({ asked: changeRequests.asked })
    .from(changeRequests)
    .innerJoin(guarantees, eq(guarantees.guaranteeNumber, changeRequests.guaranteeNumber))
    .innerJoin(applications, eq(applications.id, guarantees.applicationId))
    .where(and(eq(applications.worksId, worksId), inArray(changeRequests.status, [...beingIssuedStates])));
  if (changes.some(({ asked }) => movesContract(asked))) throw refuse('works_being_changed');
}
