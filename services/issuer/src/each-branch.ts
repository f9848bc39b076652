import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Sight } from './accounts/caller.js';

/** The branches that are asked for, of those within sight; null: all. */
export function branchesAsked({ branches }: Pick<Sight, 'branches'>, branch: string | null): readonly string[] | null {
  if (branch === null) return branches;
  return branches === null || branches.includes(branch) ? [branch] : [];
}

/**
 * A page over some branches: the first rows of each, put in order. An index by branch has its rows in order for one of them alone.
 * `pageOf` writes the page of one branch, by a condition on its column.
 */
export function eachBranch(
  branches: readonly string[] | null,
  column: SQLWrapper,
  { order, limit, pageOf }: { order: SQL; limit: number; pageOf: (ofBranch: SQL | undefined) => SQL },
): SQL {
  if (branches === null) return pageOf(undefined);
  if (branches.length === 1) return pageOf(sql`${column} = ${branches[0]}`);
  return sql`select page.* from unnest(${sql.param([...branches])}::text[]) as one (name)
    cross join lateral (${pageOf(sql`${column} = one.name`)}) page order by ${order} limit ${limit}`;
}
