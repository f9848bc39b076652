import { sql } from 'drizzle-orm';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { orderers } from '../db/tables.js';
import { type OrdererLine, type RefusedLine, readOrdererLines } from './read-lines.js';

export interface ImportReport {
  lines: number;
  added: number;
  changed: number;
  unchanged: number;
  refused: RefusedLine[];
}

/** PostgreSQL takes 65,535 parameters in a statement. */
const rowsAtOnce = 5000;

/**
 * 発注者の取込み: adds bodies and mends their names, in the caller's transaction; run again, it changes nothing. Rules are not
 * touched: a body that was not there before is 電子保証 未確認.
 */
export async function importOrderers(tx: Database, actor: string, file: Uint8Array, now: Date): Promise<ImportReport> {
  const { lines, accepted, refused } = readOrdererLines(file);
  const written: { added: boolean }[] = [];
  for (let first = 0; first < accepted.length; first += rowsAtOnce) {
    written.push(...(await write(tx, accepted.slice(first, first + rowsAtOnce))));
  }
  const added = written.filter((row) => row.added).length;
  const changed = written.length - added;
  const report = { lines, added, changed, unchanged: accepted.length - written.length, refused };
  const detail = { ...report, refused: refused.length };
  await recordAct(tx, { at: now, actor, act: 'import_orderers', subject: 'orderers', detail });
  return report;
}

/** One statement; a row that is the same already is neither written nor returned. */
function write(tx: Database, rows: OrdererLine[]): Promise<{ added: boolean }[]> {
  return tx
    .insert(orderers)
    .values(rows)
    .onConflictDoUpdate({
      target: orderers.code,
      set: {
        prefecture: sql`excluded.prefecture`,
        name: sql`excluded.name`,
        kana: sql`excluded.kana`,
        version: sql`${orderers.version} + 1`,
      },
      setWhere: sql`(${orderers.prefecture}, ${orderers.name}, ${orderers.kana}) is distinct from (excluded.prefecture, excluded.name, excluded.kana)`,
    })
    .returning({ added: sql<boolean>`(xmax = 0)` });
}
