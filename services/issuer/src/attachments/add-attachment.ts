import { applicationStatusOf } from '@e-surety/domain';
import type { Static } from 'typebox';
import type { Applicant } from '../accounts/caller.js';
import type { Application } from '../applications/application.js';
import { saveApplication } from '../applications/store.js';
import type { Database } from '../db/database.js';
import { refuse } from '../refusals.js';
import { keepAttachment } from './keep-attachment.js';
import type { AttachmentInput } from './schemas.js';
import type { Attachment } from './store.js';

/** 添付. `application` is locked, so that twenty stay twenty, and an underwriter does not decide on what has just changed. */
export async function addAttachment(
  db: Database,
  { actor }: Applicant,
  application: Application,
  input: Static<typeof AttachmentInput>,
  now: Date,
): Promise<Attachment> {
  if (applicationStatusOf(application.requests.map(({ status }) => status)) === 'withdrawn') {
    throw refuse('transition_not_allowed', { detail: '取り下げた申込には添付できません。' });
  }
  const { id: applicationId } = application;
  const attachedTo = { applicationId, changeRequestId: null, subject: applicationId };
  const added = await keepAttachment(db, attachedTo, input, { actor, now });
  await saveApplication(db, application, now);
  return added;
}
