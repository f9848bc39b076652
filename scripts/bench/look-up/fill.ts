import type { Sql } from 'postgres';
import { company } from './issuer.js';

const tables = [
  ...['guarantees', 'revisions', 'sealed_parts', 'locators', 'envelopes', 'events', 'acknowledgements', 'used_calls'],
];

/**
 * Fills D-Sure's tables with this many guarantees, all of one issuer, between whose numbers those lie that are deposited afterwards. Rows
 * and indexes are those of real ones; what is sealed is short, and opens for nobody.
 */
export async function fill(sql: Sql, rows: number): Promise<void> {
  // Of rows that are right by the way they are made, no foreign key is looked up, and indexes are built once they are all there.
  await sql`set session_replication_role = replica`;
  await sql`set maintenance_work_mem = '1GB'`;
  await sql`update pg_index set indisready = false where indrelid = any (${tables}::regclass[])`;
  await addRows(sql, rows);
  for (const table of tables) await sql`reindex table ${sql(table)}`;
  await sql`reset all`;
  await sql`vacuum (analyze)`;
}

async function addRows(sql: Sql, rows: number): Promise<void> {
  const [key] = await sql<{ kid: string }[]>`select kid from issuer_keys where purpose = 'envelope'`;
  const number = sql`'12-' || lpad((8 - i / 10000000)::text, 2, '0') || '-' || lpad((i % 10000000)::text, 7, '0') || '-x'`;
  const digest = (of: string) => sql`sha256((${of}::text || i)::bytea)`;
  const each = sql`from generate_series(1, ${rows}::int) i`;
  await sql`
    insert into guarantees (guarantee_number, issuer_id, kind, revision, key_generation, envelope_digest)
    select ${number}, ${company.id}, 'advance_payment', 0, 1, ${digest('envelope')} ${each}`;
  await sql`
    insert into revisions
    select ${number}, 0, 'original', 'in_force', '2026-11-05', ${digest('certificate')}, ${digest('pdf')}, now() ${each}`;
  await sql`
    insert into sealed_parts
    select ${number}, 0, part, repeat(md5(i::text), 3) ${each}, unnest(array['certificate', 'pdf']) part`;
  await sql`insert into locators select ${digest('locator')}, ${number}, 1 ${each}`;
  await sql`
    insert into envelopes
    select ${digest('envelope')}, ${number}, 'deposit', 0, 1, ${key!.kid}, repeat(md5(i::text), 3), now() ${each}`;
  await sql`
    insert into events (id, position, issuer_id, type, guarantee_number, revision, at)
    select lpad(to_hex(i), 32, '0')::uuid, i, ${company.id}, 'certificate.deposited', ${number}, 0, now() ${each}`;
  await sql`
    insert into acknowledgements
    select lpad(to_hex(i), 32, '0')::uuid, ${number}, 0, 'accepted', '', '富士見町', '建設課', '見本 太郎',
           now() - i * interval '1 second', ${digest('form')}
      ${each} where i % 10 = 0`;
  await sql`
    insert into used_calls
    select ${company.id}, i::text, now() + interval '5 minutes' - i * interval '50 milliseconds' ${each} where i % 100 = 0`;
}

/** How D-Sure's own statement finds one row among all. */
export async function planOfLookUp(sql: Sql): Promise<string> {
  const [asked] = await sql<{ query: string }[]>`
    select query from pg_stat_activity where query like '%from locators l%' and pid <> pg_backend_pid()`;
  const lines = await sql.unsafe(`explain (generic_plan) ${asked!.query}`);
  return lines.map((line) => line['QUERY PLAN']).join('\n');
}

/** Tables that were read as a whole since `forgetScans`, and how often. */
export async function scans(sql: Sql): Promise<string> {
  await sql`select pg_sleep(1.5)`; // a backend tells what it did within a second
  const rows = await sql`
    select relname, seq_scan::int, seq_tup_read::int from pg_stat_user_tables where seq_scan > 0 order by 1`;
  return rows
    .map(({ relname, seq_scan, seq_tup_read }) => `${relname} ${seq_scan} times, ${seq_tup_read} rows`)
    .join('; ');
}

export async function forgetScans(sql: Sql): Promise<void> {
  await sql`select pg_stat_reset()`;
}
