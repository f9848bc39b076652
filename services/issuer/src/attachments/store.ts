import type { AttachmentType } from '@e-surety/domain';
import { and, asc, eq } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { attachmentContents, attachments } from '../db/tables.js';
import { refuse } from '../refusals.js';

export type Attachment = typeof attachments.$inferSelect;

export function listAttachments(db: Database, applicationId: string): Promise<Attachment[]> {
  return db
    .select()
    .from(attachments)
    .where(eq(attachments.applicationId, applicationId))
    .orderBy(asc(attachments.addedAt), asc(attachments.id));
}

/** The types of what is attached: by them it is judged what is missing. */
export async function attachedTypes(db: Database, applicationId: string): Promise<AttachmentType[]> {
  const rows = await db
    .selectDistinct({ type: attachments.type })
    .from(attachments)
    .where(eq(attachments.applicationId, applicationId));
  return rows.map(({ type }) => type);
}

export async function findAttachment(
  db: Database,
  { applicationId, id }: { applicationId: string; id: string },
): Promise<Attachment> {
  const [found] = await db
    .select()
    .from(attachments)
    .where(and(eq(attachments.applicationId, applicationId), eq(attachments.id, id)));
  if (!found) throw refuse('attachment_not_found');
  return found;
}

export async function readContent(db: Database, { id }: Attachment): Promise<Buffer> {
  const [row] = await db.select().from(attachmentContents).where(eq(attachmentContents.attachmentId, id));
  return row!.content;
}
