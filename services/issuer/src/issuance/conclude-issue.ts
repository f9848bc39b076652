import { type CertificateForm, type GuaranteeKind, type GuaranteeNumber, todayInTokyo } from '@e-surety/domain';
import { eq } from 'drizzle-orm';
import { moveRequest } from '../applications/move-request.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { applications } from '../db/tables.js';
import { recordEvent } from '../events/record-event.js';
import { concludeStatement } from '../fees/record-statement.js';
import { askFor } from '../outbox/ask-for.js';

interface Issue {
  applicationId: string;
  kind: GuaranteeKind;
  guaranteeNumber: GuaranteeNumber;
  form: CertificateForm;
}

/** Step 6 of a 当初: issued, and the notice asked for, in the transaction that takes D-Sure's confirmation. */
export async function concludeIssue(tx: Database, issue: Issue, now: Date): Promise<void> {
  const { applicationId, kind, guaranteeNumber, form } = issue;
  await moveRequest(tx, issue, 'complete', { now });
  const [application] = await tx
    .select({ facts: applications.facts })
    .from(applications)
    .where(eq(applications.id, applicationId));
  if (form === 'electronic' && application!.facts.completionNotice.wanted) {
    await askFor(tx, { topic: 'send_completion_notice', guaranteeNumber }, now);
  }
  await concludeStatement(tx, guaranteeNumber, todayInTokyo(now));
  await recordEvent(tx, 'guarantee.issued', { applicationId, kind, guaranteeNumber, revision: 0 }, { at: now });
  await recordAct(tx, { at: now, actor: 'issuance', act: 'issue_certificate', subject: guaranteeNumber });
}
