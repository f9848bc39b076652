import { addDays, type CalendarDay, todayInTokyo } from '@e-surety/domain';

/** The day of approval is not counted. */
export function lastDayOfPayment(approvedAt: Date, days: number): CalendarDay {
  return addDays(todayInTokyo(approvedAt), days);
}
