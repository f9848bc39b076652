import { todayInTokyo } from '@e-surety/domain';
import type { Database } from '../db/database.js';
import { askFor } from '../outbox/ask-for.js';

/** How often each instance asks. A look that finds nothing new does nothing. */
export const reminderInterval = 60 * 60 * 1000;

/** Asks for a look at the periods that end soon, once the branches are open. */
export async function askForReminders(db: Database, now: Date): Promise<void> {
  const today = todayInTokyo(now);
  if (now < new Date(`${today}T09:00:00+09:00`)) return;
  await askFor(db, { topic: 'look_for_ending_periods', day: today }, now);
}
