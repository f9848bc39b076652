import { transportProblem } from '@e-surety/service-kit/problems';
import type { FastifyRequest } from 'fastify';

/** A hundred lines of a spreadsheet with many columns are far below that. */
const mostBytes = 256 * 1024;

export const batchLimits = { fields: 4, files: 1, parts: 5, fileSize: mostBytes, fieldSize: mostBytes };

export interface BatchUpload {
  /** What was typed, and below it what the file holds. */
  text: string;
  as: string;
  tooLarge: boolean;
}

/** The form as a browser sends it, with a file or without. The file is read in memory and goes nowhere else. */
export async function readBatchUpload(request: FastifyRequest): Promise<BatchUpload> {
  if (!request.isMultipart())
    throw transportProblem('unsupported_media_type', { detail: 'フォームから送ってください。' });
  try {
    const { lines, file, as } = await partsOf(request);
    const text = [lines.value.trimEnd(), file.value].filter((content) => content !== '').join('\n');
    return { text, as: as.value, tooLarge: lines.cut || file.cut };
  } catch (error) {
    throw transportProblem('malformed_request', {
      detail: 'フォームを読めません。もう一度お試しください。',
      cause: error,
    });
  }
}

const nothing = { value: '', cut: false };

async function partsOf(request: FastifyRequest) {
  const parts = { lines: nothing, file: nothing, as: nothing };
  for await (const part of request.parts()) {
    if (!Object.hasOwn(parts, part.fieldname)) continue;
    parts[part.fieldname as keyof typeof parts] =
      part.type === 'file'
        ? { value: decoded(await part.toBuffer()), cut: part.file.truncated }
        : { value: String(part.value), cut: part.valueTruncated };
  }
  return parts;
}

/** As spreadsheets write it: UTF-8, Excel's 「Unicode テキスト」, or else Shift_JIS. */
function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('shift_jis').decode(bytes);
  }
}
