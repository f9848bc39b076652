import type { Refused } from '@e-surety/client/issuer';
import type { PageAnswer } from '../site/answers.js';
import { problemOf } from '../site/api.js';

/** A file of the API, under the name and type that it has there. */
export function sendFile(
  answer: { ok: true; data: Uint8Array<ArrayBuffer> | string; headers: Headers } | Refused,
): PageAnswer {
  if (!answer.ok) throw problemOf(answer);
  const { data, headers } = answer;
  return {
    file: {
      content: typeof data === 'string' ? data : Buffer.from(data),
      mediaType: headers.get('content-type') ?? 'application/octet-stream',
      disposition: headers.get('content-disposition') ?? 'attachment',
    },
  };
}
