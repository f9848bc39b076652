import { addDays, type CalendarDay } from './calendar-day.js';

/** Days before the last day of a guarantee on which its contractor is reminded: the nearest first. */
export const reminderDays = [7, 30] as const;
export type ReminderDays = (typeof reminderDays)[number];

/**
 * Which reminder is due; null for none. One that was missed is made up for until the next one's day; a guarantee issued after
 * a reminder's day has none.
 */
export function reminderDueOn(
  { issuedOn, periodTo }: { issuedOn: CalendarDay; periodTo: CalendarDay },
  today: CalendarDay,
): ReminderDays | null {
  if (today > periodTo) return null;
  const due = reminderDays.find((days) => today >= addDays(periodTo, -days));
  return due !== undefined && issuedOn <= addDays(periodTo, -due) ? due : null;
}
