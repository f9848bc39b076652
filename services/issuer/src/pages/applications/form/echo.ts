import { formatWareki, formatYen, parseDay, parseYen, toFullWidth } from '@e-surety/domain';

/** How what was typed is understood, in the words of the field: told beside it, so that a slip is seen at once. */
export type Understood = 'day' | 'yen' | 'full_width';

const weekdays = '日月火水木金土';

/** Null where there is nothing to tell: nothing typed, or nothing that changes. */
export function echoOf(understood: Understood, typed: string): string | null {
  if (typed.trim() === '') return null;
  if (understood === 'full_width') {
    const wide = toFullWidth(typed);
    return wide === typed ? null : `全角で登録します: ${wide}`;
  }
  if (understood === 'yen') {
    const amount = parseYen(typed);
    return amount === null ? '金額として読めません' : formatYen(amount);
  }
  const day = parseDay(typed);
  if (day === null) return '日付として読めません';
  const [year, month, date] = day.split('-').map(Number);
  const weekday = weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()];
  return `${formatWareki(day)}(${year}年${month}月${date}日) ${weekday}曜日`;
}

/** How a field is understood, by its name. */
export function understoodIn(name: string): Understood | null {
  if (/\.depositary$/u.test(name)) return 'full_width';
  if (/(\.amount|\.contractPrice|\.plannedOutput|\.paymentLimit)$/u.test(name)) return 'yen';
  return /(^works\.dates\.|\.contractDate$|\.period\.(from|to)$|\.recognition\.date$)/u.test(name) ? 'day' : null;
}
