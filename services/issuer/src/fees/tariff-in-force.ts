import { type CalendarDay, type GuaranteeKind, Refusal, type Tariff } from '@e-surety/domain';
import { desc, eq, lte } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { tariffs } from '../db/tables.js';

/** 約款. */
export interface Terms {
  name: string;
  version: string;
}

/** The rates and the 約款 of a day. */
export async function tariffInForce(
  db: Database,
  day: CalendarDay,
): Promise<{ tariff: Tariff; terms: Record<GuaranteeKind, Terms> }> {
  const [row] = await db
    .select()
    .from(tariffs)
    .where(lte(tariffs.validFrom, day))
    .orderBy(desc(tariffs.validFrom))
    .limit(1);
  if (!row) throw new Refusal('tariff_missing', { day });
  return row;
}

/** The rates that were fixed for a guarantee: they stay its own, whatever is in force by now. */
export async function tariffOfVersion(db: Database, version: string): Promise<Tariff> {
  const [row] = await db.select({ tariff: tariffs.tariff }).from(tariffs).where(eq(tariffs.version, version));
  return row!.tariff;
}
