import type { CalendarDay, OrdererRules } from '@e-surety/domain';
import { and, asc, desc, eq, exists, gt, inArray, like, lte, notExists, or, sql } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { ordererRules, orderers } from '../db/tables.js';

/** A public body with the rules that hold on the day asked for; `rules: null` = 電子保証 未確認. */
export interface Orderer {
  code: string;
  prefecture: string;
  name: string;
  kana: string;
  rules: { validFrom: CalendarDay; rules: OrdererRules } | null;
}

export async function findOrderer(db: Database, code: string, day: CalendarDay): Promise<Orderer | null> {
  const [row] = await db.select().from(orderers).where(eq(orderers.code, code));
  return row ? ((await withRules(db, [row], day))[0] ?? null) : null;
}

export interface OrdererFilter {
  /** Part of the name or kana, or the beginning of the code. */
  q: string | null;
  /** Only those that accept electronic guarantees, or only those of whom it is not known. */
  electronic: boolean | null;
  after: string | null;
  limit: number;
}

export async function listOrderers(db: Database, filter: OrdererFilter, day: CalendarDay): Promise<Orderer[]> {
  const { q, electronic, after, limit } = filter;
  const part = q === null ? null : `%${q.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const rows = await db
    .select()
    .from(orderers)
    .where(
      and(
        after === null ? undefined : gt(orderers.code, after),
        electronic === null ? undefined : electronic ? exists(rulesInForce(db, day)) : notExists(rulesInForce(db, day)),
        part === null
          ? undefined
          : or(
              like(orderers.name, part),
              like(orderers.kana, part),
              like(orderers.prefecture, part),
              like(orderers.code, part),
            ),
      ),
    )
    .orderBy(asc(orderers.code))
    .limit(limit);
  return withRules(db, rows, day);
}

const rulesInForce = (db: Database, day: CalendarDay) =>
  db
    .select({ one: sql`1` })
    .from(ordererRules)
    .where(and(eq(ordererRules.orderer, orderers.code), lte(ordererRules.validFrom, day)));

type OrdererRow = typeof orderers.$inferSelect;

async function withRules(db: Database, rows: OrdererRow[], day: CalendarDay): Promise<Orderer[]> {
  if (rows.length === 0) return [];
  const codes = rows.map((row) => row.code);
  const inForce = await db
    .selectDistinctOn([ordererRules.orderer])
    .from(ordererRules)
    .where(and(inArray(ordererRules.orderer, codes), lte(ordererRules.validFrom, day)))
    .orderBy(ordererRules.orderer, desc(ordererRules.validFrom));
  const byCode = new Map(inForce.map(({ orderer, validFrom, rules }) => [orderer, { validFrom, rules }]));
  return rows.map((row) => ({ ...row, rules: byCode.get(row.code) ?? null }));
}
