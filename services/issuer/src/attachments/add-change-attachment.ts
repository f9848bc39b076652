import type { GuaranteeRequestState } from '@e-surety/domain';
import type { Static } from 'typebox';
import type { ChangeRequest } from '../changes/change-request.js';
import { saveChange } from '../changes/store.js';
import type { Database } from '../db/database.js';
import type { Guarantee } from '../guarantees/store.js';
import { refuse } from '../refusals.js';
import { keepAttachment } from './keep-attachment.js';
import type { AttachmentInput } from './schemas.js';
import type { Attachment } from './store.js';

const undecided: GuaranteeRequestState[] = ['submitted', 'under_review', 'awaiting_second_approval', 'returned'];

/** 変更契約書 and other papers of a change, until it is decided. The guarantee is locked, as for every step of a change. */
export async function addChangeAttachment(
  db: Database,
  actor: string,
  { guarantee, change }: { guarantee: Guarantee; change: ChangeRequest },
  input: Static<typeof AttachmentInput>,
  now: Date,
): Promise<Attachment> {
  demandUndecided(change);
  const { applicationId, guaranteeNumber } = guarantee.row;
  const attachedTo = { applicationId, changeRequestId: change.id, subject: guaranteeNumber };
  const added = await keepAttachment(db, attachedTo, input, { actor, now });
  await saveChange(db, change, now);
  return added;
}

export function demandUndecided({ status }: ChangeRequest): void {
  if (undecided.includes(status)) return;
  throw refuse('transition_not_allowed', { detail: '審査の結果が出た変更の添付書類は変えられません。' });
}
