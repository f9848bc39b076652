import { Problem, transportProblem } from '@e-surety/service-kit/problems';
import type { Multipart } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';

/** A hundred lines of a spreadsheet with many columns are far below that. */
const mostBytes = 256 * 1024;

export const batchLimits = { fields: 4, files: 1, parts: 5, fileSize: mostBytes, fieldSize: mostBytes };

/** So much more than the parts may hold that whoever sends somewhat too much is told which part it is. */
const mostInAll = 16 * mostBytes;

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
  demandBounded(request);
  try {
    const { lines, file, as } = await partsOf(request);
    const text = [lines.value.trimEnd(), file.value].filter((content) => content !== '').join('\n');
    return { text, as: as.value, tooLarge: lines.cut || file.cut };
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw transportProblem('malformed_request', {
      detail: 'フォームを読めません。もう一度お試しください。',
      cause: error,
    });
  }
}

/** The limits of parts bound what is kept; this bounds what is read. A browser always says how long its form is. */
function demandBounded({ headers }: FastifyRequest): void {
  const length = Number(headers['content-length'] ?? Number.NaN);
  if (Number.isNaN(length)) throw transportProblem('malformed_request', { detail: 'Content-Length が必要です。' });
  if (length > mostInAll) throw transportProblem('payload_too_large', { detail: '送信できる大きさを超えています。' });
}

const nothing = { value: '', cut: false };

async function partsOf(request: FastifyRequest) {
  const parts = { lines: nothing, file: nothing, as: nothing };
  for await (const part of request.parts()) {
    if (!Object.hasOwn(parts, part.fieldname)) throw unknownField(part);
    parts[part.fieldname as keyof typeof parts] =
      part.type === 'file'
        ? { value: decoded(await part.toBuffer()), cut: part.file.truncated }
        : { value: String(part.value), cut: part.valueTruncated };
  }
  return parts;
}

/** What comes after a file is read only once the file is, so what nobody wants is read to nowhere. */
function unknownField(part: Multipart): Problem {
  if (part.type === 'file') part.file.resume();
  return transportProblem('malformed_request', {
    detail: `「${part.fieldname.slice(0, 40)}」という欄はありません。使えるのは lines、file、as です。`,
  });
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
