import { formatWareki, todayInTokyo } from '@e-surety/domain';

const clock = new Intl.DateTimeFormat('ja-JP', {
  timeZone: 'Asia/Tokyo',
  hour: 'numeric',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** `令和8年11月22日 10:05`, by the clock of Tokyo. */
export function formatInstant(instant: Date): string {
  return `${formatWareki(todayInTokyo(instant))} ${clock.format(instant)}`;
}
