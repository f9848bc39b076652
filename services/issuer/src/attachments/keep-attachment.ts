import { attachmentMediaTypeOf } from '@e-surety/domain';
import { type FieldError, invalidField } from '@e-surety/service-kit/problems';
import { count } from 'drizzle-orm';
import type { Static } from 'typebox';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { attachmentContents, attachments } from '../db/tables.js';
import { refuse } from '../refusals.js';
import type { AttachmentInput } from './schemas.js';
import { type Attachment, isAttachedTo } from './store.js';
import { UploadedFile } from './uploaded-file.js';

const mostAttachments = 20;

interface Place {
  applicationId: string;
  changeRequestId: string | null;
  /** As it stands in the audit trail. */
  subject: string;
}

/** Looks at a file and keeps it, as it came. What it belongs to is locked by the caller. */
export async function keepAttachment(
  db: Database,
  { applicationId, changeRequestId, subject }: Place,
  { type, file }: Static<typeof AttachmentInput>,
  { actor, now }: { actor: string; now: Date },
): Promise<Attachment> {
  const { name, content, sha256 } = demandFile(file);
  const mediaType = attachmentMediaTypeOf(content);
  if (mediaType === null) throw notTaken('内容がPDF・JPEG・PNGのいずれでもありません。', 'PDF・JPEG・PNG');
  const there = changeRequestId === null ? { applicationId } : { changeRequestId };
  const [{ present }] = (await db.select({ present: count() }).from(attachments).where(isAttachedTo(there))) as [
    { present: number },
  ];
  if (present >= mostAttachments) {
    throw refuse('too_many_attachments', { detail: `添付書類は一つの申込に${mostAttachments}件までです。` });
  }
  const size = content.length;
  const [added] = await db
    .insert(attachments)
    .values({ applicationId, changeRequestId, type, name, mediaType, size, sha256, addedBy: actor, addedAt: now })
    .returning();
  await db.insert(attachmentContents).values({ attachmentId: added!.id, content });
  const detail = { ...there, type, name, size, sha256: sha256.toString('base64url') };
  await recordAct(db, { at: now, actor, act: 'add_attachment', subject, detail });
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
