import type { Refused } from '@e-surety/client/issuer';
import { sendFile } from '../parts/send-file.js';
import type { PageAnswer } from '../site/answers.js';

/**
 * What somebody sent in, to be looked at within a page of ours: only as what its first bytes say it is, without scripts, styles or
 * anything else from anywhere. Pictures are sandboxed as well; of PDFs some browsers show nothing then, and theirs is a viewer
 * that never runs as our origin.
 */
export function showFile(
  answer: { ok: true; data: Uint8Array<ArrayBuffer> | string; headers: Headers } | Refused,
): PageAnswer {
  const sent = sendFile(answer);
  if (!('file' in sent)) return sent;
  const { file } = sent;
  if (!isPicture(file.mediaType) && !isPdf(file.mediaType)) return sent;
  return {
    file: {
      ...file,
      disposition: file.disposition.replace(/^attachment/u, 'inline'),
      headers: {
        'content-security-policy': `default-src 'none'; frame-ancestors 'self'${isPicture(file.mediaType) ? '; sandbox' : ''}`,
        'x-frame-options': 'SAMEORIGIN',
        'x-content-type-options': 'nosniff',
      },
    },
  };
}

export const isPicture = (mediaType: string): boolean => mediaType === 'image/jpeg' || mediaType === 'image/png';
export const isPdf = (mediaType: string): boolean => mediaType === 'application/pdf';
