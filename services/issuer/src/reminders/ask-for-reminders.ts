import { addDays, type CalendarDay, todayInTokyo } from '@e-surety/domain';
import type { Database } from '../db/database.js';
import { askFor } from '../outbox/ask-for.js';

/** Asks for the look of today, whoever starts first; from then on each look asks for the next. */
export async function askForReminders(db: Database, now: Date): Promise<void> {
  await askFor(db, { topic: 'look_for_ending_periods', day: todayInTokyo(now) }, now);
}

/** Tomorrow when the branches open. */
export async function askForNextReminders(tx: Database, today: CalendarDay, now: Date): Promise<void> {
  const day = addDays(today, 1);
  await askFor(tx, { topic: 'look_for_ending_periods', day }, now, new Date(`${day}T09:00:00+09:00`));
}
