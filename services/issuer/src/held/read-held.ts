import { eq } from 'drizzle-orm';
import type { Static } from 'typebox';
import { namesOf } from '../accounts/names.js';
import type { Database } from '../db/database.js';
import { heldProposals } from '../db/tables.js';
import type { HeldSchema } from '../underwriting/review-sheet-schemas.js';

/** Why an issue is held, and what the first of two people proposes. */
export async function readHeld(
  db: Database,
  subject: string,
  { reason, actor }: { reason: string | null; actor: string },
): Promise<Static<typeof HeldSchema>> {
  const [open] = await db.select().from(heldProposals).where(eq(heldProposals.subject, subject));
  if (!open) return { reason, proposal: null };
  const { decision, proposedBy, proposedAt } = open;
  const by = (await namesOf(db, [proposedBy])).get(proposedBy)!;
  const mine = proposedBy === actor;
  return { reason, proposal: { decision, reason: open.reason, by, at: proposedAt.toISOString(), mine } };
}
