import type { GuaranteeRequestState } from '@e-surety/domain';
import { eq } from 'drizzle-orm';
import type { Applicant } from '../accounts/caller.js';
import type { Application } from '../applications/application.js';
import { saveApplication } from '../applications/store.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { attachments } from '../db/tables.js';
import { refuse } from '../refusals.js';
import { findAttachment } from './store.js';

/** Nobody has decided anything on it yet. */
const undecided: GuaranteeRequestState[] = ['draft', 'returned', 'submitted', 'under_review'];

/** What a decision rests on stays where it is; before that it may go, and is remembered by its digest. */
export async function removeAttachment(
  db: Database,
  { actor }: Applicant,
  application: Application,
  id: string,
  now: Date,
): Promise<void> {
  const { type, name, sha256 } = await findAttachment(db, { applicationId: application.id }, id);
  if (!application.requests.every(({ status }) => undecided.includes(status))) {
    throw refuse('transition_not_allowed', { detail: '審査の結果が出た申込の添付書類は削除できません。' });
  }
  await db.delete(attachments).where(eq(attachments.id, id));
  await saveApplication(db, application, now);
  const detail = { type, name, sha256: sha256.toString('base64url') };
  await recordAct(db, { at: now, actor, act: 'remove_attachment', subject: application.id, detail });
}
