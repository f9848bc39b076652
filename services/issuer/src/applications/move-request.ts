import { type GuaranteeKind, type GuaranteeRequestCommand, nextGuaranteeRequestState } from '@e-surety/domain';
import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { applications, guaranteeRequests } from '../db/tables.js';

/** Moves one guarantee that is asked for along the table of its states; refuses what the table does not have. */
export async function moveRequest(
  tx: Database,
  { applicationId, kind }: { applicationId: string; kind: GuaranteeKind },
  command: GuaranteeRequestCommand,
  { now, message = null }: { now: Date; message?: string | null },
): Promise<void> {
  const one = and(eq(guaranteeRequests.applicationId, applicationId), eq(guaranteeRequests.kind, kind));
  // Same order of locks as every change of an application: first the application, then what it holds.
  await tx
    .update(applications)
    .set({ version: sql`${applications.version} + 1`, updatedAt: now })
    .where(eq(applications.id, applicationId));
  const [row] = await tx.select({ status: guaranteeRequests.status }).from(guaranteeRequests).where(one);
  await tx
    .update(guaranteeRequests)
    .set({ status: nextGuaranteeRequestState(row!.status, command), message })
    .where(one);
}
