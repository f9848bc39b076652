import type { Application } from '../applications/application.js';
import { loadPaperSources } from '../applications/paper-sources.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { feeNotices } from '../db/tables.js';
import { recordEvent } from '../events/record-event.js';
import { askFor } from '../outbox/ask-for.js';
import { endOfRecording, newFeeNotice } from './fee-notice-facts.js';

/**
 * 保証料のご案内: fixes what each fee that has become due is told with, and asks for what happens when it is not paid. To be
 * called in the transaction of every step that may lead to fee_due; what was demanded before stays as it was.
 */
export async function demandFees(db: Database, application: Application, now: Date): Promise<void> {
  const due = application.requests.filter(({ status }) => status === 'fee_due');
  if (due.length === 0) return;
  const sources = await loadPaperSources(db, application);
  const { id: applicationId } = application;
  for (const request of due) {
    const { kind } = request;
    const facts = newFeeNotice(application, request, sources);
    const { payBy } = facts;
    const demanded = await db
      .insert(feeNotices)
      .values({ applicationId, kind, payBy, facts, createdAt: now })
      .onConflictDoNothing()
      .returning({ kind: feeNotices.kind });
    if (demanded.length === 0) continue;
    await askFor(db, { topic: 'lapse_fees', applicationId, payBy }, now, endOfRecording(payBy, sources));
    await askFor(db, { topic: 'send_fee_due_notice', applicationId, kind, payBy }, now);
    await recordEvent(db, 'fee.due', { applicationId, kind, payBy }, { at: now });
    const detail = { kind, amount: facts.fee.amount, payBy };
    await recordAct(db, { at: now, actor: 'fees', act: 'demand_fee', subject: applicationId, detail });
  }
}
