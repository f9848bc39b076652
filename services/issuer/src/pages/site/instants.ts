import { formatWareki, todayInTokyo } from '@e-surety/domain';

const clock = new Intl.DateTimeFormat('ja-JP', {
  timeZone: 'Asia/Tokyo',
  hourCycle: 'h23',
  hour: '2-digit',
  minute: '2-digit',
});

/** `令和8年11月22日 10:05`, by the clock of Tokyo. */
export function instantText(instant: Date | string): string {
  const at = new Date(instant);
  return `${formatWareki(todayInTokyo(at))} ${clock.format(at)}`;
}

/** `令和8年11月22日`. */
export const dayOfInstant = (instant: Date | string): string => formatWareki(todayInTokyo(new Date(instant)));
