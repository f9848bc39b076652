import type { GuaranteeKind } from '@e-surety/domain';
import { moveRequest } from '../applications/move-request.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';

/** Stops an issue until a person has looked; the reason is shown where the application is. */
export async function holdIssue(
  tx: Database,
  issue: { applicationId: string; kind: GuaranteeKind; reason: string },
  now: Date,
): Promise<void> {
  const { applicationId, kind, reason } = issue;
  await moveRequest(tx, issue, 'hold', { now, message: reason });
  const detail = { kind, reason };
  await recordAct(tx, { at: now, actor: 'issuance', act: 'hold_issue', subject: applicationId, detail });
}
