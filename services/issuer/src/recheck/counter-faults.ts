import { asc } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { counters, guarantees } from '../db/tables.js';

/** Every number from 1 to the counter has its guarantee, and no guarantee a number beyond it. */
export async function counterFaults(db: Database): Promise<{ number: string; fault: string }[]> {
  const drawn = new Map<string, Set<number>>();
  const rows = await db
    .select({ number: guarantees.guaranteeNumber })
    .from(guarantees)
    .orderBy(asc(guarantees.guaranteeNumber));
  for (const { number } of rows) {
    const series = number.slice(0, 'pp-yy'.length);
    drawn.set(series, (drawn.get(series) ?? new Set()).add(Number(number.slice('pp-yy-'.length, -'-c'.length))));
  }
  const faults: { number: string; fault: string }[] = [];
  for (const { issuerPrefix, fiscalYear, lastSerial } of await db.select().from(counters)) {
    const series = `${issuerPrefix}-${String(fiscalYear - 2018).padStart(2, '0')}`;
    const serials = drawn.get(series) ?? new Set();
    drawn.delete(series);
    for (let serial = 1; serial <= lastSerial; serial += 1) {
      if (!serials.has(serial))
        faults.push({ number: numbered(series, serial), fault: '採番された番号の保証契約がありません。' });
    }
    for (const serial of serials) {
      if (serial > lastSerial) faults.push({ number: numbered(series, serial), fault: '採番されていない番号です。' });
    }
  }
  for (const [series, serials] of drawn) {
    for (const serial of serials)
      faults.push({ number: numbered(series, serial), fault: '採番されていない番号です。' });
  }
  return faults;
}

/** Without the check digit: a number that is missing has none. */
const numbered = (series: string, serial: number): string => `${series}-${String(serial).padStart(7, '0')}`;
