import type { GuaranteeKind, GuaranteeNumber } from '@e-surety/domain';
import { and, eq } from 'drizzle-orm';
import { moveRequest } from '../applications/move-request.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { applications, guarantees, revisions } from '../db/tables.js';
import { askFor } from '../outbox/ask-for.js';

interface Issue {
  applicationId: string;
  kind: GuaranteeKind;
  guaranteeNumber: GuaranteeNumber;
  /** D-Sure's answer to the deposit; null for paper, which is not deposited. */
  acknowledgement: unknown;
}

/** Step 6: acknowledged, issued, and the notice asked for, in the transaction that ends the task. */
export async function concludeIssue(tx: Database, issue: Issue, now: Date): Promise<void> {
  const { applicationId, guaranteeNumber, acknowledgement } = issue;
  await moveRequest(tx, issue, 'complete', { now });
  await tx
    .update(revisions)
    .set({ acknowledgement, acknowledgedAt: acknowledgement === null ? null : now })
    .where(and(eq(revisions.guaranteeNumber, guaranteeNumber), eq(revisions.revision, 0)));
  await tx
    .update(guarantees)
    .set({ issuedAt: now, updatedAt: now })
    .where(eq(guarantees.guaranteeNumber, guaranteeNumber));
  const [application] = await tx
    .select({ facts: applications.facts })
    .from(applications)
    .where(eq(applications.id, applicationId));
  if (acknowledgement !== null && application!.facts.completionNotice.wanted) {
    await askFor(tx, { topic: 'send_completion_notice', guaranteeNumber }, now);
  }
  await recordAct(tx, { at: now, actor: 'issuance', act: 'issue_certificate', subject: guaranteeNumber });
}
