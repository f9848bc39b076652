import { transportProblem } from '@e-surety/service-kit/problems';
import type { FastifyRequest } from 'fastify';

/** A little more than one attachment: what is too large is refused by the API, in its own words. */
export const largestUpload = 11 * 1024 * 1024;

export const uploadLimits = { fields: 20, files: 1, parts: 21, fileSize: largestUpload, fieldSize: 10_000 };

const files = new WeakMap<FastifyRequest, File[]>();

export const filesOf = (request: FastifyRequest): readonly File[] => files.get(request) ?? [];

/** A form with files: its fields as those of any form, and the files in memory, since they are small. */
export async function readFiles(request: FastifyRequest): Promise<void> {
  const form: Record<string, string> = {};
  const read: File[] = [];
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') form[part.fieldname] = String(part.value);
      // A browser sends a file without a name and content where none was chosen.
      else if (part.filename) read.push(new File([await part.toBuffer()], part.filename));
      else await part.toBuffer();
    }
  } catch (cause) {
    const { code } = cause as { code?: string };
    if (code === 'FST_REQ_FILE_TOO_LARGE') {
      throw transportProblem('payload_too_large', { detail: 'ファイルは 10 MiB までです。', cause });
    }
    throw transportProblem('malformed_request', { cause });
  }
  request.body = form;
  files.set(request, read);
}
