import { addDays, type CalendarDay, type GuaranteeKind, todayInTokyo } from '@e-surety/domain';
import type { FeeNoticeOrder } from '@e-surety/papers';
import { and, eq } from 'drizzle-orm';
import type { Application, GuaranteeRequest } from '../applications/application.js';
import type { PaperSources } from '../applications/paper-sources.js';
import { periodOf } from '../applications/present.js';
import type { Database } from '../db/database.js';
import { feeNotices } from '../db/tables.js';

/** All that 保証料のご案内 says: how much, where to, until when. */
export type FeeNoticeFacts = FeeNoticeOrder;

/** What the notice of a fee that is due says, on paper and in a mail; null where none is due or it has lapsed. */
export async function feeNoticeFacts(
  db: Database,
  { applicationId, kind }: { applicationId: string; kind: GuaranteeKind },
): Promise<FeeNoticeFacts | null> {
  const [row] = await db
    .select({ facts: feeNotices.facts })
    .from(feeNotices)
    .where(and(eq(feeNotices.applicationId, applicationId), eq(feeNotices.kind, kind)));
  return row?.facts ?? null;
}

/** The notice of an approved guarantee, from its day of approval and master data of that day. */
export function newFeeNotice(
  { works }: Application,
  { asked, approved }: GuaranteeRequest,
  sources: PaperSources,
): FeeNoticeFacts {
  const { profile, issuer, contractor, orderer } = sources;
  const { subject, name, number } = works.facts;
  const issuedOn = todayInTokyo(approved!.at);
  const { from, to } = periodOf(asked, works.facts);
  return {
    ...{ issuer, issuedOn, contractor, orderer },
    billedTo: asked.feeBilledTo,
    works: { subject, name, number },
    kind: asked.kind,
    guaranteeNumber: null,
    amount: asked.amount,
    period: { from, to },
    fee: approved!.fee,
    payBy: addDays(issuedOn, profile.feePaymentDays),
    payment: paymentOf(asked, sources),
  };
}

/** Where to pay: the account for a transfer, the branch's counter for everything else. */
export function paymentOf(
  { feePayment }: Pick<GuaranteeRequest['asked'], 'feePayment'>,
  { profile, issuer }: PaperSources,
): FeeNoticeFacts['payment'] {
  const account = feePayment === 'bank_transfer' ? profile.feeAccount : `${issuer.branch.name}の窓口`;
  return { method: feePayment, account };
}

/** Until then a clerk may still record what came on the last day of payment. */
export const endOfRecording = (payBy: CalendarDay, { profile }: PaperSources): Date =>
  new Date(`${addDays(payBy, profile.feeRecordingDays + 1)}T00:00:00+09:00`);
