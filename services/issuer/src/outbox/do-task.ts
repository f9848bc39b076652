import type { FastifyBaseLogger } from 'fastify';
import { issueChange } from '../changes/issue-change.js';
import { lapseChangeFee } from '../changes/lapse-change-fee.js';
import type { Database } from '../db/database.js';
import { lapseFees } from '../fees/lapse-fees.js';
import { pruneIdempotencyKeys } from '../idempotency/prune-idempotency-keys.js';
import { issueCertificate } from '../issuance/issue-certificate.js';
import { settleEnvelopes } from '../issuance/settle-envelopes.js';
import { sendDeclinedNotice, sendFeeDueNotice, sendReturnedNotice } from '../notices/send-application-notice.js';
import { sendChangeNotice } from '../notices/send-change-notice.js';
import { sendCompletionNotice } from '../notices/send-completion-notice.js';
import { sendCorrectionRequestedNotice } from '../notices/send-correction-requested-notice.js';
import { sendKeyReplacedNotice } from '../notices/send-key-replaced-notice.js';
import { sendPasswordMail } from '../notices/send-password-mail.js';
import { sendPeriodReminder } from '../notices/send-period-reminder.js';
import { lookForEndingPeriods } from '../reminders/look-for-ending-periods.js';
import { answerPasswordReset } from '../users/answer-password-reset.js';
import { pruneWebhookDeliveries } from '../webhooks/prune-webhook-deliveries.js';
import type { World } from '../world.js';
import type { Task } from './tasks.js';
import type { Work } from './worker.js';

/** The issuer's own tasks, and what is told of those that fail: names and codes, never what they hold. */
export function issuerWork(world: World, log: FastifyBaseLogger): Work {
  return {
    db: world.db,
    now: world.now,
    doTask: (task, tx) => doTask(world, task, tx),
    onDone: ({ topic }, { attempts, lagSeconds, requestId }) => {
      world.metrics?.tasks.inc({ topic, result: 'done' });
      world.metrics?.lag.observe({ topic }, lagSeconds);
      log.info({ requestId, topic, attempts, lagSeconds }, 'a task is done');
    },
    onFailure: ({ topic }, { attempts, requestId, givenUp }, err) => {
      world.metrics?.tasks.inc({ topic, result: givenUp ? 'given_up' : 'failed' });
      if (givenUp) log.error({ requestId, topic, attempts, err }, 'a task is given up: see admin redrive-outbox');
      else log.warn({ requestId, topic, attempts, err }, 'a task failed and is tried again');
    },
    onBroken: (err) => log.error({ err }, 'no task can be claimed'),
  };
}

function doTask(world: World, task: Task, tx: Database): Promise<void> {
  switch (task.topic) {
    case 'issue_certificate':
      return issueCertificate(world, task, tx);
    case 'send_completion_notice':
      return sendCompletionNotice(world, task);
    case 'send_returned_notice':
      return sendReturnedNotice(world, task);
    case 'send_declined_notice':
      return sendDeclinedNotice(world, task);
    case 'send_fee_due_notice':
      return sendFeeDueNotice(world, task);
    case 'answer_password_reset':
      return answerPasswordReset(tx, task, world.now());
    case 'send_password_mail':
      return sendPasswordMail(world, task);
    case 'issue_change':
      return issueChange(world, task, tx);
    case 'send_change_notice':
      return sendChangeNotice(world, task);
    case 'replace_key':
      return settleEnvelopes(world, task.guaranteeNumber);
    case 'send_key_replaced_notice':
      return sendKeyReplacedNotice(world, task);
    case 'send_correction_requested_notice':
      return sendCorrectionRequestedNotice(world, task);
    case 'look_for_ending_periods':
      return lookForEndingPeriods(world.db, world.now());
    case 'send_period_reminder':
      return sendPeriodReminder(world, task);
    case 'lapse_fees':
      return lapseFees(tx, task, world.now());
    case 'prune_idempotency_keys':
      return pruneIdempotencyKeys(tx, world.now());
    case 'prune_webhook_deliveries':
      return pruneWebhookDeliveries(tx, world.now());
    case 'lapse_change_fee':
      return lapseChangeFee(tx, task, world.now());
  }
}
