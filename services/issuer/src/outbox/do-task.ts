import type { Database } from '../db/database.js';
import { issueCertificate } from '../issuance/issue-certificate.js';
import { sendCompletionNotice } from '../notices/send-completion-notice.js';
import type { World } from '../world.js';
import type { Task } from './tasks.js';

export function doTask(world: World, task: Task, tx: Database): Promise<void> {
  switch (task.topic) {
    case 'issue_certificate':
      return issueCertificate(world, task, tx);
    case 'send_completion_notice':
      return sendCompletionNotice(world, task);
  }
}
