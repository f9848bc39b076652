import type { CalendarDay, ChangeType, GuaranteeKind, GuaranteeNumber, ReminderDays } from '@e-surety/domain';
import type { ChangeEvent } from '../notices/change-notice.js';
import type { PasswordMailTask } from '../notices/send-password-mail.js';
import type { PasswordReset } from '../users/answer-password-reset.js';

/** What is asked for in the transaction of a state change and done after it. Thin: no key, no personal data. */
export type Task =
  | { topic: 'issue_certificate'; applicationId: string; kind: GuaranteeKind }
  | { topic: 'send_completion_notice'; guaranteeNumber: string }
  | { topic: 'send_returned_notice'; applicationId: string; messageId: number }
  | { topic: 'send_declined_notice'; applicationId: string; kind: GuaranteeKind }
  | { topic: 'send_fee_due_notice'; applicationId: string; kind: GuaranteeKind; payBy: CalendarDay }
  | ({ topic: 'answer_password_reset' } & PasswordReset)
  | ({ topic: 'send_password_mail' } & PasswordMailTask)
  | { topic: 'issue_change'; changeRequestId: string }
  | {
      topic: 'send_change_notice';
      changeRequestId: string;
      event: ChangeEvent;
      version: number;
      /** As it was then: the change may be mended before the mail leaves. Missing in what an earlier release asked for. */
      said?: { type: ChangeType; message: string | null };
    }
  | { topic: 'replace_key'; guaranteeNumber: GuaranteeNumber; keyGeneration: number }
  | { topic: 'send_key_replaced_notice'; guaranteeNumber: string; keyGeneration: number }
  | { topic: 'send_correction_requested_notice'; acknowledgementId: string }
  | { topic: 'look_for_ending_periods'; day: CalendarDay }
  | { topic: 'send_period_reminder'; guaranteeNumber: string; periodTo: CalendarDay; days: ReminderDays }
  | { topic: 'lapse_fees'; applicationId: string; payBy: CalendarDay }
  | { topic: 'prune_idempotency_keys' | 'prune_webhook_deliveries'; hour: string }
  | { topic: 'lapse_change_fee'; changeRequestId: string; payBy: CalendarDay };

/** One task of a kind is asked for once. */
export function taskKeyOf(task: Task): string {
  switch (task.topic) {
    case 'issue_certificate':
    case 'send_declined_notice':
      return `${task.applicationId}/${task.kind}`;
    case 'send_fee_due_notice':
      return `${task.applicationId}/${task.kind}/${task.payBy}`;
    case 'send_completion_notice':
      return task.guaranteeNumber;
    case 'send_returned_notice':
      return String(task.messageId);
    case 'answer_password_reset':
      return `${task.loginDigest}/${task.askedAt}`;
    case 'send_password_mail':
      return `${task.userId}/${task.purpose}/${task.askedAt}`;
    case 'issue_change':
      return task.changeRequestId;
    case 'send_change_notice':
      return `${task.changeRequestId}/${task.version}`;
    case 'replace_key':
    case 'send_key_replaced_notice':
      return `${task.guaranteeNumber}/${task.keyGeneration}`;
    case 'send_correction_requested_notice':
      return task.acknowledgementId;
    case 'look_for_ending_periods':
      return task.day;
    case 'send_period_reminder':
      return `${task.guaranteeNumber}/${task.periodTo}/${task.days}`;
    case 'lapse_fees':
      return `${task.applicationId}/${task.payBy}`;
    case 'prune_idempotency_keys':
    case 'prune_webhook_deliveries':
      return task.hour;
    case 'lapse_change_fee':
      return `${task.changeRequestId}/${task.payBy}`;
  }
}
