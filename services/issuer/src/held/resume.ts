import type { GuaranteeKind } from '@e-surety/domain';
import { moveRequest } from '../applications/move-request.js';
import { type ChangeRequest, moved } from '../changes/change-request.js';
import { saveChange } from '../changes/store.js';
import type { Database } from '../db/database.js';
import { askFor } from '../outbox/ask-for.js';

interface Resumption {
  reason: string;
  now: Date;
}

/** 再開 of a 当初: its steps go on where they stopped, and are judged anew by whoever refused. */
export async function resumeIssue(
  tx: Database,
  issue: { applicationId: string; kind: GuaranteeKind },
  { reason, now }: Resumption,
): Promise<void> {
  const { applicationId, kind } = issue;
  await moveRequest(tx, issue, 'resume', { now, message: reason });
  await askFor(tx, { topic: 'issue_certificate', applicationId, kind }, now);
}

/** 再開 of a change. */
export async function resumeChange(tx: Database, change: ChangeRequest, { reason, now }: Resumption): Promise<void> {
  await saveChange(tx, { ...moved(change, 'resume'), message: reason }, now);
  await askFor(tx, { topic: 'issue_change', changeRequestId: change.id }, now);
}
