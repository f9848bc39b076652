import { type Certificate, changeEffects, todayInTokyo } from '@e-surety/domain';
import { eq } from 'drizzle-orm';
import { branchOnPaper } from '../applications/paper-sources.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { applications, branches, guaranteeRequests } from '../db/tables.js';
import { recordEvent } from '../events/record-event.js';
import { recordStatement } from '../fees/record-statement.js';
import { changeStatementFacts } from '../fees/statement-facts.js';
import { findRevision } from '../guarantees/store.js';
import { tellOfChange } from '../notices/tell-of-change.js';
import { type ChangeRequest, moved } from './change-request.js';
import { changeWorks } from './change-works.js';
import { lockChange, saveChange } from './store.js';

/** Step 6 of a change: no longer 反映中, and the contractor is told, in the transaction that takes D-Sure's confirmation. */
export async function concludeChange(tx: Database, id: string, certificate: Certificate, now: Date): Promise<void> {
  const change = await lockChange(tx, id);
  const issued = await saveChange(tx, { ...moved(change, 'complete'), message: null }, now);
  await stateFee(tx, change, certificate, now);
  await changeWorks(tx, change, certificate, now);
  await tellOfChange(tx, issued, 'issued', now);
  const { guaranteeNumber, revision } = certificate;
  const type = eventOf[changeEffects[change.asked.type].revision];
  await recordEvent(tx, type, { guaranteeNumber, revision }, { at: now });
  const detail = { id, revision };
  await recordAct(tx, { at: now, actor: 'issuance', act: 'issue_change', subject: guaranteeNumber, detail });
}

const eventOf = {
  amendment: 'guarantee.amended',
  correction: 'guarantee.corrected',
  cancellation: 'guarantee.cancelled',
  void: 'guarantee.voided',
} as const;

/** What it costs more or gives back is listed with the month of the change, and settled as the guarantee's fee was. */
async function stateFee(tx: Database, { feeChange }: ChangeRequest, after: Certificate, now: Date): Promise<void> {
  if (feeChange === null) return;
  const { guaranteeNumber, revision } = after;
  const { certificate: before } = (await findRevision(tx, guaranteeNumber, revision - 1))!;
  const { contractorId, asked, branch } = await billingOf(tx, guaranteeNumber);
  const statement = changeStatementFacts([before, after], feeChange, asked, branchOnPaper(branch));
  if (statement === null) return;
  const { feePayment: payment, paperFeeStatement: paper } = asked;
  const concludedOn = todayInTokyo(now);
  await recordStatement(tx, { ...statement, revision, concludedOn, contractorId, payment, paper }, now);
}

async function billingOf(tx: Database, guaranteeNumber: string) {
  const [row] = await tx
    .select({ asked: guaranteeRequests.asked, contractorId: applications.contractorId, branch: branches })
    .from(guaranteeRequests)
    .innerJoin(applications, eq(applications.id, guaranteeRequests.applicationId))
    .innerJoin(branches, eq(branches.id, applications.branch))
    .where(eq(guaranteeRequests.guaranteeNumber, guaranteeNumber));
  return row!;
}
