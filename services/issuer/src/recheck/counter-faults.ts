import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.js';

/** Every number from 1 to the counter has its guarantee, and no guarantee a number beyond it; compared where they lie. */
export async function counterFaults(db: Database): Promise<{ number: string; fault: string }[]> {
  const missing = await db.execute<Numbered>(sql`
    select number from (${counted}) counted
    where not exists (select from guarantees where left(guarantee_number, 13) = number) order by 1`);
  const surplus = await db.execute<Numbered>(sql`
    select left(guarantee_number, 13) as number from guarantees
    where not exists (select from (${series}) series
      where name = left(guarantee_number, 5) and substr(guarantee_number, 7, 7)::int <= last_serial) order by 1`);
  return [
    ...missing.map(({ number }) => ({ number, fault: '採番された番号の保証契約がありません。' })),
    ...surplus.map(({ number }) => ({ number, fault: '採番されていない番号です。' })),
  ];
}

/** Without the check digit: a number that is missing has none. */
type Numbered = { number: string };

const series = sql`
  select issuer_prefix || '-' || lpad((fiscal_year - 2018)::text, 2, '0') as name, last_serial from counters`;

const counted = sql`
  select name || '-' || lpad(serial::text, 7, '0') as number
  from (${series}) series cross join lateral generate_series(1, last_serial) serial`;
