import type { Static } from 'typebox';
import type { AttachmentSchema } from './schemas.js';
import type { Attachment } from './store.js';

export function presentAttachment(attachment: Attachment): Static<typeof AttachmentSchema> {
  const { id, type, name, mediaType, size, sha256, addedAt } = attachment;
  return { id, type, name, mediaType, size, sha256: sha256.toString('base64url'), addedAt: addedAt.toISOString() };
}
