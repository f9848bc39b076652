import { type CalendarDay, fiscalYearOf } from './calendar-day.js';
import type { FiscalYearBase } from './certificate.js';
import type { Yen } from './money.js';

/** One year of a multi-year contract (債務負担行為): what is to be built in it, and what is paid for it at most. */
export interface PlannedYear {
  year: number;
  /** 出来高予定額 */
  plannedOutput: Yen;
  /** 支払限度額 */
  paymentLimit: Yen;
}

export interface PlannedWorks {
  contractDate: CalendarDay | null;
  period: { from: CalendarDay; to: CalendarDay };
  contractPrice: Yen;
}

export type PlanFault =
  | { code: 'fiscal_year_outside_works'; index: number }
  | { code: 'fiscal_years_not_in_order'; index: number }
  | { code: 'fiscal_years_end_early' }
  | { code: 'planned_outputs_above_price' | 'payment_limits_above_price'; sum: number };

/** The fiscal years in which works lie, from their contract to their completion; the planned start stands in for an open contract. */
export function fiscalYearsOf({ contractDate, period }: Omit<PlannedWorks, 'contractPrice'>): {
  first: number;
  last: number;
} {
  return { first: fiscalYearOf(contractDate ?? period.from), last: fiscalYearOf(period.to) };
}

/** Whatever in a plan contradicts itself or the works; empty = sound. */
export function judgePlan(plan: readonly PlannedYear[], works: PlannedWorks): PlanFault[] {
  const { first, last } = fiscalYearsOf(works);
  const outside = plan.flatMap(({ year }, index): PlanFault[] =>
    year < first || year > last ? [{ code: 'fiscal_year_outside_works', index }] : [],
  );
  const disordered = plan.flatMap(({ year }, index): PlanFault[] =>
    index > 0 && year !== plan[index - 1]!.year + 1 ? [{ code: 'fiscal_years_not_in_order', index }] : [],
  );
  const endsEarly = outside.length === 0 && disordered.length === 0 && plan.at(-1)!.year !== last;
  const sumOf = (amount: 'plannedOutput' | 'paymentLimit') => plan.reduce((sum, year) => sum + year[amount], 0);
  const above = (code: 'planned_outputs_above_price' | 'payment_limits_above_price', sum: number): PlanFault[] =>
    sum > works.contractPrice ? [{ code, sum }] : [];
  return [
    ...outside,
    ...disordered,
    ...(endsEarly ? [{ code: 'fiscal_years_end_early' } as const] : []),
    ...above('planned_outputs_above_price', sumOf('plannedOutput')),
    ...above('payment_limits_above_price', sumOf('paymentLimit')),
  ];
}

/** The plan with another amount for one year and basis: a changed contract. */
export function planWith(plan: readonly PlannedYear[], { year, basis, amount }: FiscalYearBase): PlannedYear[] {
  const planned = basis === 'planned_output' ? 'plannedOutput' : 'paymentLimit';
  return plan.map((one) => (one.year === year ? { ...one, [planned]: amount } : one));
}

/** What the plan says for the year and basis of a 今年度対象額; null for a year that it does not have. */
export function plannedAmount(
  plan: readonly PlannedYear[],
  { year, basis }: Pick<FiscalYearBase, 'year' | 'basis'>,
): Yen | null {
  const planned = plan.find((one) => one.year === year);
  if (planned === undefined) return null;
  return basis === 'planned_output' ? planned.plannedOutput : planned.paymentLimit;
}
