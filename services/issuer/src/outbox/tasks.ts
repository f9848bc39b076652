import type { GuaranteeKind } from '@e-surety/domain';

/** What is asked for in the transaction of a state change and done after it. Thin: no key, no personal data. */
export type Task =
  | { topic: 'issue_certificate'; applicationId: string; kind: GuaranteeKind }
  | { topic: 'send_completion_notice'; guaranteeNumber: string };

/** One task of a kind is asked for once. */
export function taskKeyOf(task: Task): string {
  switch (task.topic) {
    case 'issue_certificate':
      return `${task.applicationId}/${task.kind}`;
    case 'send_completion_notice':
      return task.guaranteeNumber;
  }
}
