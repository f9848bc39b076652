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
    .header('content-disposition', asAttachment(name, `attachment.${mediaType.split('/')[1]}`))
    .header('x-content-type-options', 'nosniff')
    .send(content) as ReturnType<R['send']>;
}
