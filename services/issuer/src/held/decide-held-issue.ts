import { type GuaranteeKind, nextGuaranteeRequestState } from '@e-surety/domain';
import { eq } from 'drizzle-orm';
import type { Application } from '../applications/application.js';
import { moveRequest } from '../applications/move-request.js';
import type { Database } from '../db/database.js';
import { guarantees } from '../db/tables.js';
import { recordEvent } from '../events/record-event.js';
import { refuse } from '../refusals.js';
import { decideHeld, type HeldAnswer, type HeldDecision } from './decide-held.js';
import { resumeIssue } from './resume.js';

/** A 当初 that is held. What is voided keeps its number, which then names a guarantee that never was in force. */
export async function decideHeldIssue(
  tx: Database,
  actor: string,
  { application, kind }: { application: Application; kind: GuaranteeKind },
  { decision, reason }: { decision: HeldDecision; reason: string },
  now: Date,
): Promise<HeldAnswer> {
  const request = application.requests.find((one) => one.kind === kind);
  if (!request) throw refuse('guarantee_not_found', { detail: 'この申込に、その種類の保証はありません。' });
  nextGuaranteeRequestState(request.status, decision);
  const applicationId = application.id;
  const carryOut = async () => {
    if (decision === 'resume') return resumeIssue(tx, { applicationId, kind }, { reason, now });
    await moveRequest(tx, { applicationId, kind }, decision, { now, message: reason });
    await takeBack(tx, { applicationId, kind }, request.guaranteeNumber, now);
  };
  return decideHeld(tx, { subject: `${applicationId}/${kind}`, actor, decision, reason }, carryOut, now);
}

async function takeBack(
  tx: Database,
  which: { applicationId: string; kind: GuaranteeKind },
  guaranteeNumber: string | null,
  now: Date,
): Promise<void> {
  await recordEvent(tx, 'application.voided', which, { at: now });
  if (guaranteeNumber === null) return;
  await tx
    .update(guarantees)
    .set({ status: 'void', updatedAt: now })
    .where(eq(guarantees.guaranteeNumber, guaranteeNumber));
}
