import { type AttachmentType, attachmentTypeNames, missingForChange } from '@e-surety/domain';
import type { Finding } from '../applications/findings.js';
import { refuseOnFindings } from '../applications/submit-application.js';
import { attachedTypes } from '../attachments/store.js';
import type { Database } from '../db/database.js';
import type { ChangeRequest } from './change-request.js';

/** What underwriting still needs to see of a change: it holds up approval, and not the asking. */
export async function missingPapers(db: Database, { id, asked }: ChangeRequest): Promise<Finding[]> {
  const attached = await attachedTypes(db, { changeRequestId: id });
  return missingForChange(asked, attached).map(attachmentMissing);
}

export async function demandPapers(db: Database, change: ChangeRequest): Promise<void> {
  refuseOnFindings('approval_refused', await missingPapers(db, change));
}

const attachmentMissing = (type: AttachmentType): Finding => ({
  severity: 'holds_approval',
  code: 'attachment_missing',
  pointer: '/contractChange',
  detail: `変更契約による変更の審査には、${attachmentTypeNames[type]}の添付が必要です。`,
  rule: null,
});
