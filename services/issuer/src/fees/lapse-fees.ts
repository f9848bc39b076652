import { type CalendarDay, formatWareki, guaranteeKindNames, nextGuaranteeRequestState } from '@e-surety/domain';
import { and, eq, inArray, lte } from 'drizzle-orm';
import type { GuaranteeRequest } from '../applications/application.js';
import { findApplication, saveApplication } from '../applications/store.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { feeNotices } from '../db/tables.js';
import { recordEvent } from '../events/record-event.js';
import { appendMessage } from '../messages/post-message.js';
import { askFor } from '../outbox/ask-for.js';

/**
 * A fee that has not come by its last day: the guarantee goes back to the contractor, and with it what was approved of it. Nothing
 * happens to what was paid or withdrawn meanwhile. `tx` holds the claim on the task, so that two instances never do it twice.
 */
export async function lapseFees(
  tx: Database,
  { applicationId, payBy }: { applicationId: string; payBy: CalendarDay },
  now: Date,
): Promise<void> {
  const application = (await findApplication(tx, applicationId, { forUpdate: true }))!;
  const overdue = and(eq(feeNotices.applicationId, applicationId), lte(feeNotices.payBy, payBy));
  const kinds = (await tx.select({ kind: feeNotices.kind }).from(feeNotices).where(overdue)).map(({ kind }) => kind);
  const lapsed = application.requests.filter(({ kind, status }) => kinds.includes(kind) && status === 'fee_due');
  if (lapsed.length === 0) return;

  const names = lapsed.map(({ kind }) => guaranteeKindNames[kind]).join('・');
  const message = `${names}の保証料の入金を、お支払期限(${formatWareki(payBy)})までに確認できなかったため、差し戻しました。お申し込みになる場合は、もう一度送信してください。`;
  const requests = application.requests.map(
    (request): GuaranteeRequest =>
      lapsed.includes(request)
        ? {
            ...request,
            status: nextGuaranteeRequestState(request.status, 'lapse'),
            message,
            approved: null,
            referred: null,
          }
        : request,
  );
  await saveApplication(tx, { ...application, requests, messageToContractor: message }, now);
  const said = { applicationId, sentBy: 'issuer' as const, actor: 'fees', text: message };
  const { id: messageId } = await appendMessage(tx, said, now);
  await askFor(tx, { topic: 'send_returned_notice', applicationId, messageId }, now);
  await recordEvent(tx, 'application.returned', { applicationId }, { at: now });
  const gone = inArray(
    feeNotices.kind,
    lapsed.map(({ kind }) => kind),
  );
  await tx.delete(feeNotices).where(and(overdue, gone));
  for (const { kind, approved } of lapsed) {
    const detail = { kind, payBy, fee: approved!.fee.amount, tariffVersion: approved!.fee.tariffVersion };
    await recordAct(tx, { at: now, actor: 'fees', act: 'lapse_fee', subject: applicationId, detail });
  }
}
