import { attachment as asAttachment } from '@e-surety/service-kit/http';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Attachment } from './store.js';

const anyMediaType = { schema: Type.Unsafe<Uint8Array>({ type: 'string' }) };

export const fileAsReceived = {
  description: '受け取ったままの内容',
  content: { 'application/pdf': anyMediaType, 'image/jpeg': anyMediaType, 'image/png': anyMediaType },
};

/** What somebody sent in is never shown in a page of ours: it is saved, as what its first bytes say it is. */
export function saved<R extends Pick<FastifyReply, 'header'>>(reply: R, { mediaType, name }: Attachment): R {
  reply
    .header('content-type', mediaType)
    .header('content-disposition', asAttachment(name, `attachment.${mediaType.split('/')[1]}`))
    .header('x-content-type-options', 'nosniff');
  return reply;
}
