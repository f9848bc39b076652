import type { CalendarDay, RulesVersion } from '@e-surety/domain';
import { searchKey } from '@e-surety/domain';
import { and, asc, eq, gt, inArray, like, not, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { ordererRules, orderers } from '../db/tables.js';
import { containing } from '../searched.js';

/** A public body with every version of its rules, the oldest first; none: 電子保証 未確認. */
export interface Orderer {
  code: string;
  prefecture: string;
  name: string;
  kana: string;
  /** Counts every change of the body or its rules; the ETag. */
  version: number;
  history: RulesVersion[];
}

export async function findOrderer(db: Database, code: string, { forUpdate = false } = {}): Promise<Orderer | null> {
  const query = db.select().from(orderers).where(eq(orderers.code, code));
  const [row] = forUpdate ? await query.for('update') : await query;
  return row ? ((await withHistory(db, [row]))[0] ?? null) : null;
}

/** Keeps the rules of a body as they are until the transaction ends; any number may hold them at once. */
export async function holdRules(tx: Database, code: string): Promise<void> {
  await tx.select({ code: orderers.code }).from(orderers).where(eq(orderers.code, code)).for('share');
}

export interface OrdererFilter {
  /** Parts of name, kana, prefecture or code, all of which must be found. */
  q: string | null;
  /** Only those that accept electronic guarantees now or from a known day, or only the others. */
  electronic: boolean | null;
  after: string | null;
  limit: number;
}

export async function listOrderers(db: Database, filter: OrdererFilter, today: CalendarDay): Promise<Orderer[]> {
  const { q, electronic, after, limit } = filter;
  const parts = (q ?? '').split(/\s+/u).map(searchKey).filter(Boolean);
  const accepting = electronic === null ? undefined : acceptsElectronic(today);
  const rows = await db
    .select()
    .from(orderers)
    .where(
      and(
        after === null ? undefined : gt(orderers.code, after),
        accepting && (electronic ? accepting : not(accepting)),
        ...parts.map((part) => like(orderers.searchKey, containing(part))),
      ),
    )
    .orderBy(asc(orderers.code))
    .limit(limit);
  return withHistory(db, rows);
}

/** `publicRules` of the domain, as a condition: the version of today, or one that is announced, accepts some kind. */
function acceptsElectronic(today: CalendarDay): SQL {
  return sql`exists (
    select 1 from orderer_rules r
    where r.orderer = ${orderers.code}
      and jsonb_array_length(r.rules->'electronic'->'kinds') > 0
      and r.valid_from >= coalesce(
        (select max(v.valid_from) from orderer_rules v where v.orderer = r.orderer and v.valid_from <= ${today}),
        r.valid_from)
  )`;
}

async function withHistory(db: Database, rows: (typeof orderers.$inferSelect)[]): Promise<Orderer[]> {
  if (rows.length === 0) return [];
  const codes = rows.map(({ code }) => code);
  const versions = await db
    .select()
    .from(ordererRules)
    .where(inArray(ordererRules.orderer, codes))
    .orderBy(asc(ordererRules.validFrom));
  const byCode = new Map(codes.map((code): [string, RulesVersion[]] => [code, []]));
  for (const { orderer, validFrom, rules } of versions) byCode.get(orderer)?.push({ validFrom, rules });
  return rows.map(({ searchKey: _, ...row }) => ({ ...row, history: byCode.get(row.code) ?? [] }));
}
