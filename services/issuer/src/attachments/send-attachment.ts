import { attachment as asAttachment } from '@e-surety/service-kit/http';
import type { FastifyReply } from 'fastify';
import type { Attachment } from './store.js';

/** What somebody sent in is never shown in a page of ours: it is saved, as what its first bytes say it is. */
export function sendAttachment<R extends Pick<FastifyReply, 'header' | 'send'>>(
  reply: R,
  { mediaType, name }: Attachment,
  content: Buffer,
): ReturnType<R['send']> {
  return reply
    .header('content-type', mediaType)
    .header('content-disposition', asAttachment(safeFileName(name, mediaType), `attachment.${mediaType.split('/')[1]}`))
    .header('x-content-type-options', 'nosniff')
    .send(content) as ReturnType<R['send']>;
}

const endings: Record<Attachment['mediaType'], string[]> = {
  'application/pdf': ['.pdf'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
};

/**
 * The name under which it is saved. A system opens a file by the end of its name, so that is what the content is; and no sign is left
 * that is not seen, or turns what is seen around. The name that is kept and shown stays as it came.
 */
export function safeFileName(name: string, mediaType: Attachment['mediaType']): string {
  const visible = name.replaceAll(/\p{Cf}/gu, '');
  const right = endings[mediaType];
  return right.some((ending) => visible.toLowerCase().endsWith(ending)) ? visible : `${visible}${right[0]}`;
}
