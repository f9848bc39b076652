import { type AttachmentType, attachmentTypeNames, guaranteeKindNames, missingAttachments } from '@e-surety/domain';
import type { AskedGuarantee } from '../applications/application.js';
import type { Finding } from '../applications/findings.js';

/** Papers that underwriting needs and that are not there yet: they hold up approval, not submission. */
export function attachmentFindings(
  guarantees: readonly AskedGuarantee[],
  attached: readonly AttachmentType[],
): Finding[] {
  return guarantees.flatMap(({ kind }, index) =>
    missingAttachments(kind, attached).map(
      (group): Finding => ({
        severity: 'holds_approval',
        code: 'attachment_missing',
        pointer: `/guarantees/${index}`,
        detail: `${guaranteeKindNames[kind]}の審査には、${group.map((type) => attachmentTypeNames[type]).join('または')}の添付が必要です。`,
        rule: null,
      }),
    ),
  );
}
