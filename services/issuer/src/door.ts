import { type CalendarDay, calendarDay, parseDay, parseYen, type Yen, yen } from '@e-surety/domain';
import { type FieldError, transportProblem } from '@e-surety/service-kit/problems';

/**
 * The door of the issuer: what passed the schema is turned into the domain's types here. Every fault is collected with
 * its JSON Pointer, so that one answer names them all; with a fault, nothing comes through.
 */
export function throughTheDoor<T>(parse: (door: Door) => T): T {
  const errors: FieldError[] = [];
  const parsed = parse(new Door('', errors));
  if (errors.length > 0) throw transportProblem('invalid_request', { detail: errors[0]?.detail, errors });
  return parsed;
}

/** Far beyond any works; a year outside of it is a slip of the finger. */
const firstDay = calendarDay('1989-01-08');
const lastDay = calendarDay('2200-12-31');

export class Door {
  readonly #pointer: string;
  readonly #errors: FieldError[];

  constructor(pointer: string, errors: FieldError[]) {
    this.#pointer = pointer;
    this.#errors = errors;
  }

  /** The same door, one member deeper. */
  at(member: string | number): Door {
    return new Door(`${this.#pointer}/${member}`, this.#errors);
  }

  refuse(member: string, code: string, detail: string, expected: string): void {
    this.#errors.push({ pointer: `${this.#pointer}/${member}`, in: 'body', code, detail, expected });
  }

  yen(member: string, typed: number | string): Yen {
    const parsed = typeof typed === 'number' ? yen(typed) : parseYen(typed);
    if (parsed !== null && parsed > 0) return parsed;
    this.refuse(member, 'not_an_amount', '金額として読めません', '1円以上の整数。例: 20000000 または 20,000,000円');
    return yen(1);
  }

  yenFromZero(member: string, typed: number | string): Yen {
    const parsed = typeof typed === 'number' ? yen(typed) : parseYen(typed);
    return parsed === 0 ? parsed : this.yen(member, typed);
  }

  day(member: string, typed: string): CalendarDay {
    const parsed = parseDay(typed);
    if (parsed === null) {
      this.refuse(member, 'not_a_day', '日付として読めません', '例: 2026-11-10、令和8年11月10日、R8.11.10、20261110');
    } else if (parsed < firstDay || parsed > lastDay) {
      this.refuse(member, 'day_out_of_range', '日付が範囲の外です', `${firstDay}から${lastDay}まで`);
    }
    return parsed ?? firstDay;
  }

  optionalDay(member: string, typed: string | null): CalendarDay | null {
    return typed === null ? null : this.day(member, typed);
  }
}
