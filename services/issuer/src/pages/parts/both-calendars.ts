import { type CalendarDay, formatWareki, parseDay } from '@e-surety/domain';

/** `令和9年3月31日(2027/3/31)`: whoever typed a day in one calendar sees that it was understood. */
export function bothCalendars(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${formatWareki(day as CalendarDay)}(${year}/${month}/${date})`;
}

/** As it was typed, where it is no day. */
export function dayAsRead(typed: string): string {
  const day = parseDay(typed);
  return day === null ? typed : bothCalendars(day);
}
