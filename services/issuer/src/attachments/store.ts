import type { AttachmentType } from '@e-surety/domain';
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { attachmentContents, attachments } from '../db/tables.js';
import { refuse } from '../refusals.js';

export type Attachment = typeof attachments.$inferSelect;

/** Where a paper belongs: to an application, or to one change of a guarantee that came of it. */
export type AttachedTo = { applicationId: string } | { changeRequestId: string };

export function isAttachedTo(place: AttachedTo) {
  if ('changeRequestId' in place) return eq(attachments.changeRequestId, place.changeRequestId);
  return and(eq(attachments.applicationId, place.applicationId), isNull(attachments.changeRequestId));
}

export function listAttachments(db: Database, place: AttachedTo): Promise<Attachment[]> {
  return db
    .select()
    .from(attachments)
    .where(isAttachedTo(place))
    .orderBy(asc(attachments.addedAt), asc(attachments.id));
}

/** The types of what is attached: by them it is judged what is missing. */
export async function attachedTypes(db: Database, place: AttachedTo): Promise<AttachmentType[]> {
  const rows = await db.selectDistinct({ type: attachments.type }).from(attachments).where(isAttachedTo(place));
  return rows.map(({ type }) => type);
}

export async function findAttachment(db: Database, place: AttachedTo, id: string): Promise<Attachment> {
  const [found] = await db
    .select()
    .from(attachments)
    .where(and(isAttachedTo(place), eq(attachments.id, id)));
  if (!found) throw refuse('attachment_not_found');
  return found;
}

export async function readContent(db: Database, { id }: Attachment): Promise<Buffer> {
  const [row] = await db.select().from(attachmentContents).where(eq(attachmentContents.attachmentId, id));
  return row!.content;
}
