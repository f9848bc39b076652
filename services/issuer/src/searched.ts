import { compact } from '@e-surety/domain';
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';

/** For `like`: what holds this text anywhere. */
export const containing = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;

/** A number that is printed in groups, by any part of it as people type it: in any width, with any hyphens or none. */
export function numberContains(number: SQLWrapper, typed: string): SQL {
  const part = compact(typed);
  if (part.includes('-')) return sql`${number} like ${containing(part)}`;
  return sql`replace(${number}, '-', '') like ${containing(part)}`;
}
