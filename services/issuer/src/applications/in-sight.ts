import { and, eq, exists, inArray, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Sight } from '../accounts/caller.js';
import type { Database } from '../db/database.js';
import { applications } from '../db/tables.js';

/**
 * The one rule of who sees what, as a condition on an application: a company sees its own; a branch sees what was sent to it, and
 * all that comes of it (works, guarantees, fees, papers). The head office sees everything.
 */
export const inSight = ({ contractorId = null, branches = null }: Partial<Sight>): SQL | undefined =>
  and(
    contractorId === null ? undefined : eq(applications.contractorId, contractorId),
    branches === null ? undefined : inArray(applications.branch, [...branches]),
  );

/** The same of what one or more applications are about, by its column that they name. */
export const hasApplicationInSight = (
  db: Database,
  named: PgColumn,
  by: PgColumn,
  { branches }: Pick<Sight, 'branches'>,
) =>
  branches === null
    ? undefined
    : exists(
        db
          .select({ one: sql`1` })
          .from(applications)
          .where(and(eq(named, by), inSight({ branches }))),
      );
