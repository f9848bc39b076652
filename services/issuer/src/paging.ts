import { transportProblem } from '@e-surety/service-kit/problems';
import { Type } from 'typebox';

/** Lists page by keyset: a cursor says after which row to go on, so that a page is as fast as the first. */
export const pageQuery = {
  limit: Type.Optional(
    Type.String({ pattern: '^([1-9]|[1-9][0-9]|100)$', description: '件数(1から100)。省略すると50' }),
  ),
  cursor: Type.Optional(Type.String({ maxLength: 200, description: '前の答えの next' })),
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

export function readTimeCursor(cursor: string | undefined): TimeCursor | null {
  if (cursor === undefined) return null;
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  const createdAt = new Date(at);
  if (Number.isNaN(createdAt.getTime()) || !/^[0-9a-f-]{12,36}$/.test(id)) {
    const detail = 'カーソルとして読めません。';
    throw transportProblem('invalid_request', {
      detail,
      errors: [{ pointer: '/cursor', in: 'query', code: 'not_a_cursor', detail, expected: '前の答えの next' }],
    });
  }
  return { createdAt, id };
}
