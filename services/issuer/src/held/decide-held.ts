import { eq } from 'drizzle-orm';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { heldProposals } from '../db/tables.js';
import { refuse } from '../refusals.js';
import { areTwoPeople } from '../underwriting/two-people.js';

export const heldDecisions = ['resume', 'void'] as const;
/** What becomes of an issue that is held: 再開 or 発行取消. */
export type HeldDecision = (typeof heldDecisions)[number];

export interface HeldAnswer {
  decision: HeldDecision;
  proposedBy: string;
  /** Null as long as nobody has confirmed it. */
  confirmedBy: string | null;
}

/**
 * One person proposes, another confirms by proposing the same; only then is it carried out. Another proposal takes the place of
 * the first. `subject`: what is held.
 */
export async function decideHeld(
  tx: Database,
  { subject, actor, decision, reason }: { subject: string; actor: string; decision: HeldDecision; reason: string },
  carryOut: (decision: HeldDecision) => Promise<void>,
  now: Date,
): Promise<HeldAnswer> {
  const [open] = await tx.select().from(heldProposals).where(eq(heldProposals.subject, subject)).for('update');
  const confirms = open?.decision === decision;
  if (confirms && !areTwoPeople(open.proposedBy, actor)) throw refuse('second_person_needed');
  const detail = { decision, reason };
  await recordAct(tx, { at: now, actor, act: confirms ? 'confirm_held' : 'propose_held', subject, detail });
  if (confirms) {
    await tx.delete(heldProposals).where(eq(heldProposals.subject, subject));
    await carryOut(decision);
    return { decision, proposedBy: open.proposedBy, confirmedBy: actor };
  }
  const proposal = { decision, reason, proposedBy: actor, proposedAt: now };
  await tx
    .insert(heldProposals)
    .values({ subject, ...proposal })
    .onConflictDoUpdate({ target: heldProposals.subject, set: proposal });
  return { decision, proposedBy: actor, confirmedBy: null };
}
