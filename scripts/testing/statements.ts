import type { Sql } from 'postgres';

export interface Statement {
  query: string;
  parameters: unknown[];
}

/** What drizzle sends while `run` runs, in transactions and outside. */
export async function statementsOf<T>(
  sql: Sql,
  run: () => Promise<T>,
): Promise<{ statements: Statement[]; result: T }> {
  const statements: Statement[] = [];
  const { unsafe, begin } = sql;
  const kept = (send: typeof unsafe) =>
    ((query: string, parameters: never[], options: object) => {
      statements.push({ query, parameters });
      return send(query, parameters, options);
    }) as typeof unsafe;
  sql.unsafe = kept(unsafe);
  sql.begin = ((work: (tx: { unsafe: typeof unsafe }) => unknown) =>
    begin((tx) => work(Object.assign(tx, { unsafe: kept(tx.unsafe as typeof unsafe) })))) as typeof begin;
  try {
    return { result: await run(), statements: statements.filter(({ query }) => explainable.test(query)) };
  } finally {
    Object.assign(sql, { unsafe, begin });
  }
}

const explainable = /^\s*(?:select|with|update|delete)\b/i;

/** How PostgreSQL would go about a statement, or did: `explain` with its options. What it changes is taken back. */
export async function explained(
  sql: Sql,
  { query, parameters }: Statement,
  { options = 'format json', settings = [] as string[] } = {},
): Promise<Plan> {
  const done: { plan?: Plan } = {};
  await sql
    .begin(async (tx) => {
      for (const setting of settings) await tx.unsafe(`set local ${setting}`);
      const [row] = await tx.unsafe(`explain (${options}) ${query}`, parameters as never[]);
      const [{ Plan: plan, 'Execution Time': time }] = row!['QUERY PLAN'];
      done.plan = { ...plan, time };
      throw takenBack;
    })
    .catch((error) => {
      if (error !== takenBack) throw error;
    });
  return done.plan!;
}

const takenBack = new Error('taken back');

export interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows'?: number;
  'Rows Removed by Filter'?: number;
  'Actual Loops'?: number;
  'Shared Hit Blocks'?: number;
  'Shared Read Blocks'?: number;
  Plans?: Plan[];
  /** Milliseconds, of the whole. */
  time?: number;
}

/** A node and all beneath it. */
export function nodesOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}
