import { todayInTokyo } from '@e-surety/domain';
import { eq } from 'drizzle-orm';
import type { Static } from 'typebox';
import { recordAct } from '../db/audit.js';
import { type Database, isUniqueViolation } from '../db/database.js';
import { tariffs } from '../db/tables.js';
import { throughTheDoor } from '../door.js';
import { refuse } from '../refusals.js';
import { parseTariff } from './parse-tariff.js';
import type { TariffInput } from './tariff-schemas.js';
import type { TariffRow } from './tariff-store.js';

/**
 * A new version of the rates, or a change of one that has not begun. Fees are fixed by the tariff of the day of approval, so one
 * whose first day has come may have been used: it is never changed, and none begins on a day that has come.
 */
export async function putTariff(
  db: Database,
  actor: string,
  { version, before, input }: { version: string; before: TariffRow | null; input: Static<typeof TariffInput> },
  now: Date,
): Promise<TariffRow> {
  const today = todayInTokyo(now);
  if (before && before.validFrom <= today) {
    throw refuse('tariff_begun', { detail: '料率を変えるときは、新しい版を登録してください。' });
  }
  const tariff = throughTheDoor((door) => {
    const parsed = parseTariff(door, version, input);
    if (parsed.validFrom <= today) {
      door.refuse('validFrom', 'not_to_come', '適用を始める日は明日以後の日です', `${today}より後の日`);
    }
    return parsed;
  });
  const row = { version, validFrom: tariff.validFrom, tariff, terms: input.terms, edition: (before?.edition ?? 0) + 1 };
  const detail = { edition: row.edition, validFrom: row.validFrom, before: before?.tariff ?? null, tariff };
  await recordAct(db, { at: now, actor, act: 'put_tariff', subject: `tariff:${version}`, detail });
  try {
    // A savepoint, so that a refusal leaves the caller's transaction usable.
    const [put] = await db.transaction((tx) =>
      before
        ? tx.update(tariffs).set(row).where(eq(tariffs.version, version)).returning()
        : tx.insert(tariffs).values(row).returning(),
    );
    return put!;
  } catch (error) {
    if (isUniqueViolation(error, 'tariffs_valid_from_key')) throw refuse('tariff_day_taken');
    if (isUniqueViolation(error, 'tariffs_pkey')) throw refuse('changed_meanwhile');
    throw error;
  }
}
