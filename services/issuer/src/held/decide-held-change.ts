import { and, eq } from 'drizzle-orm';
import { type ChangeRequest, moved } from '../changes/change-request.js';
import { saveChange } from '../changes/store.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { revisionProducts, revisions } from '../db/tables.js';
import { decideHeld, type HeldAnswer, type HeldDecision } from './decide-held.js';
import { resumeChange } from './resume.js';

/** A change that is held. Its revision was never deposited: voided, it leaves the place in the chain to the next change. */
export async function decideHeldChange(
  tx: Database,
  actor: string,
  change: ChangeRequest,
  { decision, reason }: { decision: HeldDecision; reason: string },
  now: Date,
): Promise<HeldAnswer> {
  const next = moved(change, decision);
  const carryOut = async () => {
    if (decision === 'resume') return resumeChange(tx, change, { reason, now });
    await takeBackRevision(tx, actor, change, now);
    await saveChange(tx, { ...next, revision: null, message: reason }, now);
  };
  return decideHeld(tx, { subject: change.id, actor, decision, reason }, carryOut, now);
}

async function takeBackRevision(
  tx: Database,
  actor: string,
  { guaranteeNumber, revision }: ChangeRequest,
  now: Date,
): Promise<void> {
  if (revision === null) return;
  const ofGuarantee = eq(revisionProducts.guaranteeNumber, guaranteeNumber);
  await tx.delete(revisionProducts).where(and(ofGuarantee, eq(revisionProducts.revision, revision)));
  const [taken] = await tx
    .delete(revisions)
    .where(and(eq(revisions.guaranteeNumber, guaranteeNumber), eq(revisions.revision, revision)))
    .returning({ certificate: revisions.certificate });
  const detail = { revision, certificate: taken!.certificate };
  await recordAct(tx, { at: now, actor, act: 'take_back_revision', subject: guaranteeNumber, detail });
}
