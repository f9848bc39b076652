import type { GuaranteeKind, GuaranteeNumber } from '@e-surety/domain';
import { moveRequest } from '../applications/move-request.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';

export async function holdIssue(
  tx: Database,
  issue: { applicationId: string; kind: GuaranteeKind; guaranteeNumber: GuaranteeNumber; reason: string },
  now: Date,
): Promise<void> {
  const { guaranteeNumber, reason } = issue;
  await moveRequest(tx, issue, 'hold', { message: reason });
  await recordAct(tx, { at: now, actor: 'issuance', act: 'hold_issue', subject: guaranteeNumber, detail: { reason } });
}
