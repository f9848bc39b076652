import { type CalendarDay, formatWareki, todayInTokyo } from '@e-surety/domain';
import { formatInstant } from '@e-surety/papers/wording';
import { type Html, html } from '@e-surety/service-kit/pages';

/** `20,000,000円`, which is never broken over two lines. Sums may be larger than any one amount. */
export const money = (yen: number): Html =>
  html`<span class="number">${String(yen).replace(/\B(?=(\d{3})+$)/gu, ',')}円</span>`;

/** `令和8年11月23日` */
export const dayText = (day: string): string => formatWareki(day as CalendarDay);

/** `令和8年11月23日 10:05`, by the clock of Tokyo. */
export const instantText = (instant: string): string => formatInstant(new Date(instant));

/** `令和8年11月23日`, of an instant. */
export const dayOfInstant = (instant: string): string => dayText(todayInTokyo(new Date(instant)));

/** `R8.11.23`, where there is little room. */
export function shortDay(day: string): Html {
  const short = dayText(day).replace(
    /^令和(元|\d+)年(\d+)月(\d+)日$/u,
    (_, year: string, month: string, date: string) => ['R', year === '元' ? '1' : year, '.', month, '.', date].join(''),
  );
  return html`<span class="number">${short}</span>`;
}

export const shortInstant = (instant: string): Html => shortDay(todayInTokyo(new Date(instant)));

/** `0.35%` of 3,500 ppm. */
export const percentOfPpm = (ppm: number): string => `${ppm / 10_000}%`;
