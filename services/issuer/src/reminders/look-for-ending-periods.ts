import { addDays, type CalendarDay, reminderDays, reminderDueOn, todayInTokyo } from '@e-surety/domain';
import { and, eq, gte, isNotNull, lte } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { guarantees, periodReminders } from '../db/tables.js';
import { recordEvent } from '../events/record-event.js';
import { askFor } from '../outbox/ask-for.js';

/**
 * Asks for the reminders that are due. Which were asked for is kept with them in one transaction, so that two
 * instances, or a look that is repeated, ask for none twice.
 */
export async function lookForEndingPeriods(tx: Database, now: Date): Promise<void> {
  const today = todayInTokyo(now);
  for (const { guaranteeNumber, periodTo, issuedAt } of await endingSoon(tx, today)) {
    const days = reminderDueOn({ issuedOn: todayInTokyo(issuedAt!), periodTo }, today);
    if (days === null) continue;
    const reminder = { guaranteeNumber, periodTo, days };
    const [first] = await tx
      .insert(periodReminders)
      .values({ ...reminder, askedAt: now })
      .onConflictDoNothing()
      .returning();
    if (!first) continue;
    await askFor(tx, { topic: 'send_period_reminder', ...reminder }, now);
    await recordEvent(tx, 'guarantee.ending_soon', reminder, { at: now });
  }
}

function endingSoon(tx: Database, today: CalendarDay) {
  return tx
    .select()
    .from(guarantees)
    .where(
      and(
        isNotNull(guarantees.issuedAt),
        gte(guarantees.periodTo, today),
        lte(guarantees.periodTo, addDays(today, Math.max(...reminderDays))),
        eq(guarantees.status, 'in_force'),
      ),
    );
}
