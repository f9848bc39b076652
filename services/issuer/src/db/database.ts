import type { PgDatabase } from 'drizzle-orm/pg-core';
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';

/** A connection pool or one transaction of it: what a use case is handed, so that its caller decides what commits together. */
export type Database = PgDatabase<PostgresJsQueryResultHKT, Record<string, never>>;

/** PostgreSQL's unique_violation. */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  const cause = (error instanceof Error ? error.cause : undefined) as
    | { code?: string; constraint_name?: string }
    | undefined;
  return cause?.code === '23505' && cause.constraint_name === constraint;
}
