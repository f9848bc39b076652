import { formatInstant } from '@e-surety/papers/wording';

/** `令和8年11月22日 10:05`, by the clock of Tokyo. */
export function instantText(instant: Date | string): string {
  return formatInstant(new Date(instant));
}

const clock = new Intl.DateTimeFormat('ja-JP', {
  ...{ timeZone: 'Asia/Tokyo', hourCycle: 'h23' },
  ...{ hour: 'numeric', minute: '2-digit', second: '2-digit' },
});

/** `10:05:30`, by the clock of Tokyo. */
export function clockText(instant: Date): string {
  return clock.format(instant);
}

/** `約45秒後`, `約10分後`: never earlier than it is. */
export function waitText(seconds: number): string {
  return seconds < 90 ? `約${seconds}秒後` : `約${Math.ceil(seconds / 60)}分後`;
}
