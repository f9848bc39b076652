import { type Certificate, changeEffects, contractAfter } from '@e-surety/domain';
import { eq } from 'drizzle-orm';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { applications, guarantees, works } from '../db/tables.js';
import { recordEvent } from '../events/record-event.js';
import { askFor } from '../outbox/ask-for.js';
import { replaceWorksFacts } from '../works/store.js';
import { type ChangeRequest, moved } from './change-request.js';
import { lockChange, saveChange } from './store.js';

/** Step 6 of a change: no longer 反映中, and the contractor is told, in the transaction that takes D-Sure's acknowledgement. */
export async function concludeChange(tx: Database, id: string, certificate: Certificate, now: Date): Promise<void> {
  const change = await lockChange(tx, id);
  const { version } = await saveChange(tx, { ...moved(change, 'complete'), message: null }, now);
  await changeContract(tx, change, certificate);
  await askFor(tx, { topic: 'send_change_notice', changeRequestId: id, event: 'issued', version }, now);
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

/** 変更契約 holds for the works: what is asked for later is judged by it. */
async function changeContract(tx: Database, { asked }: ChangeRequest, certificate: Certificate): Promise<void> {
  if (asked.contractChange === null) return;
  const [row] = await tx
    .select({ works })
    .from(guarantees)
    .innerJoin(applications, eq(applications.id, guarantees.applicationId))
    .innerJoin(works, eq(works.id, applications.worksId))
    .where(eq(guarantees.guaranteeNumber, certificate.guaranteeNumber))
    .for('update', { of: works });
  const { contractPrice, period } = contractAfter(certificate, asked);
  const { id, facts } = row!.works;
  await replaceWorksFacts(tx, id, { ...facts, contractPrice, period: { ...facts.period, to: period.to } });
}
