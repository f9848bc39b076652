import { exampleIn, exampleOf } from '@e-surety/service-kit/http';
import { AttachmentList, AttachmentSchema } from './schemas.js';

const attachment = {
  id: '695ea874-5bb9-4b86-b02f-e15635458528',
  type: 'contract' as const,
  name: '請負契約書.pdf',
  mediaType: 'application/pdf' as const,
  size: 524_288,
  sha256: 'U7Wlrm4l9LXMMhLVgE53RKqPIF647VVwCu6sXE-r1wo',
  addedAt: '2026-11-12T01:00:00.000Z',
};

export const attachmentExamples = [
  exampleIn('/v1/applications/{id}/attachments/{attachmentId}', attachment.id),
  exampleIn('/v1/guarantees/{guaranteeNumber}/change-requests/{id}/attachments/{attachmentId}', attachment.id),
  exampleOf(AttachmentSchema, attachment),
  exampleOf(AttachmentList, { attachments: [attachment] }),
];
