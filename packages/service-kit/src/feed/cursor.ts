import { Type } from 'typebox';
import { type Problem, transportProblem } from '../problems/index.js';

/** A feed is read from the beginning, or on from where one stopped, however long ago that was. */
export const feedQuery = Type.Object(
  {
    after: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        pattern: '^[A-Za-z0-9_-]+$',
        description: '前の答えの next。省略すると最初から。期限はありません',
      }),
    ),
    limit: Type.Optional(
      Type.String({ pattern: '^([1-9]|[1-9][0-9]|100)$', description: '件数(1から100)。省略すると50' }),
    ),
  },
  { additionalProperties: false },
);

export const limitOf = ({ limit }: { limit?: string }): number => Number(limit ?? 50);

/** The event that was read last. Its id tells a place that this feed has from one that a restored database no longer has. */
export interface FeedPlace {
  position: number;
  id: string;
}

export const cursorOf = ({ position, id }: FeedPlace): string => Buffer.from(`${position} ${id}`).toString('base64url');

/** Null for the beginning. */
export function readCursor(after: string | undefined): FeedPlace | null {
  if (after === undefined) return null;
  const text = Buffer.from(after, 'base64url').toString('latin1');
  const [, position, id] = /^([1-9]\d{0,14}) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text) ?? [];
  if (position === undefined || id === undefined) throw notAFeedCursor();
  return { position: Number(position), id };
}

export function notAFeedCursor(): Problem {
  const detail = 'カーソルとして読めません。';
  return transportProblem('invalid_request', {
    detail,
    errors: [{ pointer: '/after', in: 'query', code: 'not_a_cursor', detail, expected: '前の答えの next' }],
  });
}
