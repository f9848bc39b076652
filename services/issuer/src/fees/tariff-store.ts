import { type CalendarDay, guaranteeKinds } from '@e-surety/domain';
import { desc, eq } from 'drizzle-orm';
import type { Static } from 'typebox';
import type { Database } from '../db/database.js';
import { tariffs } from '../db/tables.js';
import type { TariffSchema } from './tariff-schemas.js';

export type TariffRow = typeof tariffs.$inferSelect;

export async function findTariff(db: Database, version: string, { forUpdate = false } = {}): Promise<TariffRow | null> {
  const query = db.select().from(tariffs).where(eq(tariffs.version, version));
  const [row] = forUpdate ? await query.for('update') : await query;
  return row ?? null;
}

/** The newest first; there are as many as rates have changed. */
export function listTariffs(db: Database): Promise<TariffRow[]> {
  return db.select().from(tariffs).orderBy(desc(tariffs.validFrom));
}

/** `all`: every tariff, the newest first, as the one after it ends a tariff. */
export function presentTariff(row: TariffRow, all: TariffRow[], today: CalendarDay): Static<typeof TariffSchema> {
  const { version, validFrom, tariff, terms } = row;
  const inForce = all.find((one) => one.validFrom <= today);
  const status = validFrom > today ? 'planned' : inForce?.version === version ? 'in_force' : 'past';
  const sampleKinds = guaranteeKinds.filter((kind) => tariff.kinds[kind].sample);
  return { version, validFrom, status, sampleKinds, kinds: tariff.kinds, terms };
}
