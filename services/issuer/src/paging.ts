import { type Problem, transportProblem } from '@e-surety/service-kit/problems';
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { Type } from 'typebox';
import { searchText } from './contract.js';

/** Lists page by keyset: a cursor says after which row to go on, so that a page is as fast as the first. */
export const pageQuery = {
  limit: Type.Optional(
    Type.String({ pattern: '^([1-9]|[1-9][0-9]|100)$', description: '件数(1から100)。省略すると50' }),
  ),
  cursor: Type.Optional(searchText(200, '前の答えの next')),
};

export const limitOf = ({ limit }: { limit?: string }): number => Number(limit ?? 50);

/** Rows of a page, asked for with one more than wanted, and the cursor of the next page. */
export function pageOf<T>(rows: T[], limit: number, cursorOf: (row: T) => string): { rows: T[]; next: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last ? cursorOf(last) : null };
}

export interface TimeCursor {
  createdAt: Date;
  id: string;
}

export const timeCursor = ({ createdAt, id }: TimeCursor): string =>
  Buffer.from(`${createdAt.toISOString()} ${id}`).toString('base64url');

/** What comes after a cursor in a list of the newest first, as one comparison: an index begins there, and passes over nothing. */
export const earlierThan = ({ createdAt, id }: TimeCursor, at: SQLWrapper, named: SQLWrapper): SQL =>
  sql`(${at}, ${named}) < (${createdAt.toISOString()}::timestamptz, ${id})`;

/** A cursor of this list: one of another list has ids of another kind. */
export function readTimeCursor(cursor: string | undefined, isId: (text: string) => boolean): TimeCursor | null {
  if (cursor === undefined) return null;
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  const createdAt = readInstant(at);
  if (createdAt === null || !isId(id)) throw notACursor();
  return { createdAt, id };
}

/** The cursor of a list whose rows are counted up. */
export function readCountCursor(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  if (!/^\d{1,15}$/.test(cursor)) throw notACursor();
  return Number(cursor);
}

export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** Null for a time that is none, or that a database would not take. */
export function readInstant(text: string): Date | null {
  const instant = new Date(text);
  return /^[1-9]\d{3}-/.test(text) && !Number.isNaN(instant.getTime()) ? instant : null;
}

export const notACursor = () =>
  invalidQuery('/cursor', 'not_a_cursor', 'カーソルとして読めません。', '前の答えの next');

export function invalidQuery(pointer: string, code: string, detail: string, expected: string): Problem {
  return transportProblem('invalid_request', { detail, errors: [{ pointer, in: 'query', code, detail, expected }] });
}
