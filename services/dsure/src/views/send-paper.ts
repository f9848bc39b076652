import type { GuaranteeNumber } from '@e-surety/domain';
import { attachment } from '@e-surety/service-kit/http';
import type { FastifyReply } from 'fastify';

const papers = {
  pdf: { title: '電子証書', plain: 'certificate', extension: 'pdf', mediaType: 'application/pdf' },
  certificate: { title: '電子証書', plain: 'certificate', extension: 'jws', mediaType: 'application/jose' },
  receipt: { title: '閲覧確認票', plain: 'receipt', extension: 'pdf', mediaType: 'application/pdf' },
} as const;
export type PaperName = keyof typeof papers;

/** Hands out a paper under a name that tells it from all others in a folder of downloads. */
export function sendPaper(
  reply: FastifyReply,
  paper: PaperName,
  { guaranteeNumber, revision }: { guaranteeNumber: GuaranteeNumber; revision: number },
  content: Uint8Array,
): FastifyReply {
  const { title, plain, extension, mediaType } = papers[paper];
  const which = revision === 0 ? '当初' : `第${revision}版`;
  const name = attachment(
    `${title}_${guaranteeNumber}_${which}.${extension}`,
    `${plain}_${guaranteeNumber}_${revision}.${extension}`,
  );
  return reply
    .type(mediaType)
    .header('content-disposition', name)
    .send(Buffer.from(content.buffer, content.byteOffset, content.byteLength));
}
