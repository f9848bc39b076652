import { and, desc, eq } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { billingParties } from '../db/tables.js';
import { earlierThan, type TimeCursor } from '../paging.js';

export type BillingParty = typeof billingParties.$inferSelect;

/** 請求先 of one company, the newest first. */
export function listBillingParties(
  db: Database,
  contractorId: string,
  { before, limit }: { before: TimeCursor | null; limit: number },
): Promise<BillingParty[]> {
  const earlier = before && earlierThan(before, billingParties.createdAt, billingParties.id);
  return db
    .select()
    .from(billingParties)
    .where(and(eq(billingParties.contractorId, contractorId), earlier ?? undefined))
    .orderBy(desc(billingParties.createdAt), desc(billingParties.id))
    .limit(limit);
}
