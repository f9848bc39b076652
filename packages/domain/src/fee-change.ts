import { addDays, type CalendarDay, daysBetween } from './calendar-day.js';
import type { Certificate } from './certificate.js';
import { type Yen, yen } from './money.js';
import { computeFee, type FeeLine, feeFromLines, type Tariff } from './tariff.js';

/** What a guarantee costs in one of its states, with every line of the computation. The lines add up to the amount. */
export interface Charge {
  amount: Yen;
  tariffVersion: string;
  sample: boolean;
  lines: ChargeLine[];
}

export type ChargeLine =
  | FeeLine
  /** amount = base × days ÷ of, rounded up: the share of the days for which the guarantee stood. */
  | { type: 'elapsed'; base: Yen; days: number; of: number; amount: Yen };

/** 追加保証料 or 保証料返還: what was charged so far against what the guarantee costs after the change. */
export interface FeeChange {
  direction: 'extra' | 'refund' | 'none';
  /** The difference between the two. */
  amount: Yen;
  charged: Charge;
  due: Charge;
}

/**
 * By the tariff that was fixed for the guarantee. Another amount costs what it would have cost from the start; a cancellation
 * leaves the share of the days before it; for what is void nothing is due.
 */
export function feeChangeOf(
  tariff: Tariff,
  charged: Charge,
  before: Certificate,
  after: Pick<Certificate, 'status' | 'statusFrom' | 'amount'>,
): FeeChange {
  const due = dueAfter(tariff, charged, before, after);
  const amount = yen(Math.abs(due.amount - charged.amount));
  const direction = due.amount === charged.amount ? 'none' : due.amount > charged.amount ? 'extra' : 'refund';
  return { direction, amount, charged, due };
}

/** The charge computed again from what its lines say, by nothing but them. Null where a line contradicts itself. */
export function chargeFromLines(lines: readonly ChargeLine[]): Yen | null {
  const [first] = lines;
  if (first?.type === 'elapsed') {
    return lines.length === 1 && first.amount === shareOf(first) ? first.amount : null;
  }
  return lines.every((line) => line.type !== 'elapsed') ? feeFromLines(lines) : null;
}

function dueAfter(
  tariff: Tariff,
  charged: Charge,
  before: Certificate,
  after: Pick<Certificate, 'status' | 'statusFrom' | 'amount'>,
): Charge {
  if (after.status === 'void') return { ...charged, amount: yen(0), lines: [] };
  if (after.status === 'cancelled') return elapsedShare(charged, before, after.statusFrom);
  return after.amount === before.amount ? charged : computeFee(tariff, before.kind, after.amount);
}

function elapsedShare(charged: Charge, { period, history }: Certificate, cancelledOn: CalendarDay): Charge {
  const from = period.from ?? history[0]!.issuedOn;
  const of = Math.max(daysBetween(from, addDays(period.to, 1)), 1);
  const days = Math.min(Math.max(daysBetween(from, cancelledOn), 0), of);
  const base = charged.amount;
  const amount = shareOf({ base, days, of });
  return { ...charged, amount, lines: [{ type: 'elapsed', base, days, of, amount }] };
}

function shareOf({ base, days, of }: { base: Yen; days: number; of: number }): Yen {
  return yen(Number((BigInt(base) * BigInt(days) + BigInt(of) - 1n) / BigInt(of)));
}
