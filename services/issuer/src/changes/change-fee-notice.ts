import { addDays, type Certificate, todayInTokyo } from '@e-surety/domain';
import type { ExtraFeeNoticeOrder } from '@e-surety/papers';
import { eq } from 'drizzle-orm';
import type { Application, AskedGuarantee } from '../applications/application.js';
import { loadPaperSources } from '../applications/paper-sources.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { changeFeeNotices } from '../db/tables.js';
import { endOfRecording, paymentOf } from '../fees/fee-notice-facts.js';
import { differenceOf, guaranteeOnFeePaper } from '../fees/statement-facts.js';
import { askFor } from '../outbox/ask-for.js';
import type { ChangeRequest } from './change-request.js';

/** All that 保証料のご案内 of a change says: how much more, where to, until when. */
export type ChangeFeeNoticeFacts = ExtraFeeNoticeOrder;

/** Null where no extra fee is due, or where it has lapsed. */
export async function changeFeeNotice(db: Database, changeRequestId: string): Promise<ChangeFeeNoticeFacts | null> {
  const [row] = await db
    .select({ facts: changeFeeNotices.facts })
    .from(changeFeeNotices)
    .where(eq(changeFeeNotices.changeRequestId, changeRequestId));
  return row?.facts ?? null;
}

/** Fixes what an extra fee is told with, and asks for what happens when it is not paid: in the transaction of its approval. */
export async function demandChangeFee(
  tx: Database,
  { id, guaranteeNumber, feeChange }: ChangeRequest,
  { application, asked, before, after }: ChangedGuarantee,
  now: Date,
): Promise<void> {
  const sources = await loadPaperSources(tx, application);
  const issuedOn = todayInTokyo(now);
  const payBy = addDays(issuedOn, sources.profile.feePaymentDays);
  const facts: ChangeFeeNoticeFacts = {
    ...guaranteeOnFeePaper(after, asked, sources.issuer.branch),
    ...differenceOf([before, after], feeChange!),
    ...{ issuedOn, extra: feeChange!.amount, payBy, payment: paymentOf(asked, sources) },
  };
  await tx.insert(changeFeeNotices).values({ changeRequestId: id, payBy, facts, createdAt: now });
  await askFor(tx, { topic: 'lapse_change_fee', changeRequestId: id, payBy }, now, endOfRecording(payBy, sources));
  const detail = { id, amount: facts.extra, payBy };
  await recordAct(tx, { at: now, actor: 'fees', act: 'demand_change_fee', subject: guaranteeNumber, detail });
}

/** A guarantee as its certificate says it now and after the change, and what was applied for. */
export interface ChangedGuarantee {
  application: Application;
  asked: AskedGuarantee;
  before: Certificate;
  after: Certificate;
}
