import { Problem, transportProblem } from '@e-surety/service-kit/problems';
import type { FastifyRequest } from 'fastify';
import { largestAttachment, UploadedFile } from './uploaded-file.js';

/** One field of each name and one file, no more: read whole, since a file is small, and never written to a disk. */
export const uploadLimits = { fields: 4, files: 1, parts: 5, fileSize: largestAttachment, fieldSize: 200 };

/** Puts the parts of `multipart/form-data` where the schema looks for a body. */
export async function readUpload(request: FastifyRequest): Promise<void> {
  // Nothing was sent: the schema says what is missing.
  if (request.headers['content-type'] === undefined) return;
  if (!request.isMultipart()) {
    throw transportProblem('unsupported_media_type', { detail: 'multipart/form-data で送ってください。' });
  }
  try {
    const body: Record<string, unknown> = Object.create(null);
    for await (const part of request.parts()) {
      body[part.fieldname] =
        part.type === 'file' ? new UploadedFile(part.filename ?? '', await part.toBuffer()) : part.value;
    }
    request.body = { ...body };
  } catch (error) {
    throw problemOf(error);
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { code = '' } = error as { code?: string };
  if (code === 'FST_REQ_FILE_TOO_LARGE') {
    return transportProblem('payload_too_large', { detail: 'ファイルは 10 MiB までです。', cause: error });
  }
  const detail = 'multipart/form-data として読めません。type と file を一つずつ送ってください。';
  return transportProblem('malformed_request', { detail, cause: error });
}
