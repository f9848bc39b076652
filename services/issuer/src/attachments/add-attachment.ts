import { applicationStatusOf, attachmentMediaTypeOf } from '@e-surety/domain';
import { type FieldError, invalidField } from '@e-surety/service-kit/problems';
import { count, eq } from 'drizzle-orm';
import type { Static } from 'typebox';
import type { Applicant } from '../accounts/caller.js';
import type { Application } from '../applications/application.js';
import { saveApplication } from '../applications/store.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { attachmentContents, attachments } from '../db/tables.js';
import { refuse } from '../refusals.js';
import type { AttachmentInput } from './schemas.js';
import type { Attachment } from './store.js';
import { UploadedFile } from './uploaded-file.js';

const mostAttachments = 20;

/** 添付. `application` is locked, so that twenty stay twenty, and an underwriter does not decide on what has just changed. */
export async function addAttachment(
  db: Database,
  { actor }: Applicant,
  application: Application,
  { type, file }: Static<typeof AttachmentInput>,
  now: Date,
): Promise<Attachment> {
  if (applicationStatusOf(application.requests.map(({ status }) => status)) === 'withdrawn') {
    throw refuse('transition_not_allowed', { detail: '取り下げた申込には添付できません。' });
  }
  const { name, content, sha256 } = demandFile(file);
  const mediaType = attachmentMediaTypeOf(content);
  if (mediaType === null) throw notTaken('内容がPDF・JPEG・PNGのいずれでもありません。', 'PDF・JPEG・PNG');
  const { id: applicationId } = application;
  const [{ there }] = (await db
    .select({ there: count() })
    .from(attachments)
    .where(eq(attachments.applicationId, applicationId))) as [{ there: number }];
  if (there >= mostAttachments) {
    throw refuse('too_many_attachments', { detail: `添付書類は一つの申込に${mostAttachments}件までです。` });
  }
  const [added] = await db
    .insert(attachments)
    .values({ applicationId, type, name, mediaType, size: content.length, sha256, addedBy: actor, addedAt: now })
    .returning();
  await db.insert(attachmentContents).values({ attachmentId: added!.id, content });
  await saveApplication(db, application, now);
  const detail = { type, name, size: content.length, sha256: sha256.toString('base64url') };
  await recordAct(db, { at: now, actor, act: 'add_attachment', subject: applicationId, detail });
  return added!;
}

/** A name is stored as received; one that no file can have, or no database takes, is none. */
function demandFile(file: unknown): UploadedFile {
  if (!(file instanceof UploadedFile))
    throw invalidField('/file', 'not_a_file', 'ファイルではありません。', 'ファイル');
  if (file.content.length === 0) throw notTaken('ファイルが空です。', '内容のあるファイル');
  if (!/^[^\p{Cc}\p{Cs}/\\]{1,255}$/u.test(file.name)) {
    throw notTaken('ファイル名がないか、使えない文字が含まれています。', '1文字から255文字まで');
  }
  return file;
}

function notTaken(detail: string, expected: string) {
  const error: FieldError = { pointer: '/file', in: 'body', code: 'attachment_refused', detail, expected };
  return refuse('attachment_refused', { detail, errors: [error] });
}
