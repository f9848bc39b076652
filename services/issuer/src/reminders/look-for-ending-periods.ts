import { addDays, type CalendarDay, reminderDays, reminderDueOn, todayInTokyo } from '@e-surety/domain';
import { and, asc, eq, gte, isNotNull, lte, not, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { guarantees, periodReminders } from '../db/tables.js';
import { recordEvent } from '../events/record-event.js';
import { askFor } from '../outbox/ask-for.js';

const pageSize = 500;

type Ending = { guaranteeNumber: string; periodTo: CalendarDay; issuedAt: Date | null };

/**
 * Asks for the reminders that are due. Which were asked for is kept with them, page by page in one transaction each, so that two
 * instances, or a look that is repeated, ask for none twice.
 */
export async function lookForEndingPeriods(db: Database, now: Date): Promise<void> {
  const today = todayInTokyo(now);
  for (let after: Ending | null = null; ; ) {
    const page: Ending[] = await notRemindedYet(db, today, after);
    await db.transaction((tx) => remind(tx, page, now));
    if (page.length < pageSize) return;
    after = page.at(-1)!;
  }
}

async function remind(tx: Database, page: Ending[], now: Date): Promise<void> {
  const today = todayInTokyo(now);
  const due = page.flatMap(({ guaranteeNumber, periodTo, issuedAt }) => {
    const days = reminderDueOn({ issuedOn: todayInTokyo(issuedAt!), periodTo }, today);
    return days === null ? [] : [{ guaranteeNumber, periodTo, days, askedAt: now }];
  });
  if (due.length === 0) return;
  for (const { askedAt: _, ...reminder } of await tx
    .insert(periodReminders)
    .values(due)
    .onConflictDoNothing()
    .returning()) {
    await askFor(tx, { topic: 'send_period_reminder', ...reminder }, now);
    await recordEvent(tx, 'guarantee.ending_soon', reminder, { at: now });
  }
}

/** By the nearest end; those whose reminder of this stretch of days was asked for before are left out. */
function notRemindedYet(db: Database, today: CalendarDay, after: Ending | null): Promise<Ending[]> {
  const { guaranteeNumber, periodTo, issuedAt } = guarantees;
  return db
    .select({ guaranteeNumber, periodTo, issuedAt })
    .from(guarantees)
    .where(
      and(
        isNotNull(issuedAt),
        gte(periodTo, today),
        lte(periodTo, addDays(today, Math.max(...reminderDays))),
        eq(guarantees.status, 'in_force'),
        not(wasAskedFor(today)),
        after === null
          ? undefined
          : sql`(${periodTo}, ${guaranteeNumber}) > (${after.periodTo}, ${after.guaranteeNumber})`,
      ),
    )
    .orderBy(asc(periodTo), asc(guaranteeNumber))
    .limit(pageSize);
}

/** Of the reminders whose day has come, the nearest to the end counts. */
function wasAskedFor(today: CalendarDay): SQL {
  const stretches = reminderDays.map(
    (days) => sql`when ${guarantees.periodTo} <= ${addDays(today, days)} then ${days}::int`,
  );
  return sql`exists (select from period_reminders p
    where p.guarantee_number = ${guarantees.guaranteeNumber} and p.period_to = ${guarantees.periodTo}
      and p.days = case ${sql.join(stretches, sql` `)} end)`;
}
