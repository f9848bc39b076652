import { type CalendarDay, lastDayOfFiscalYear } from './calendar-day.js';
import { fiscalYearsOf } from './fiscal-year-plan.js';
import { Refusal } from './refusal.js';
import type { GuaranteeKind } from './words.js';

/** 保証期間. `from: null` is printed 「請負契約締結日」; `to` is the last day and included. */
export interface GuaranteePeriod {
  from: CalendarDay | null;
  to: CalendarDay;
  /** What the last day follows from, so that a changed 工期 or another year can be understood. */
  derivedFrom: 'works_period' | 'fiscal_year_end';
}

export interface WorksForPeriod {
  contractDate: CalendarDay | null;
  period: { from: CalendarDay; to: CalendarDay };
}

/**
 * A guarantee runs from the works' contract to their completion date. One for an advance of multi-year works ends with the
 * fiscal year that the advance is for, except in the last year. `fiscalYear`: that year; null for all other works.
 */
export function deriveGuaranteePeriod(
  kind: GuaranteeKind,
  works: WorksForPeriod,
  fiscalYear: number | null,
): GuaranteePeriod {
  const from = works.contractDate;
  if (kind === 'performance' || fiscalYear === null) return { from, to: works.period.to, derivedFrom: 'works_period' };

  const { first, last } = fiscalYearsOf(works);
  if (fiscalYear < first || fiscalYear > last) {
    throw new Refusal('fiscal_year_outside_works', { fiscalYear, first, last });
  }
  if (fiscalYear === last) return { from, to: works.period.to, derivedFrom: 'works_period' };
  return { from, to: lastDayOfFiscalYear(fiscalYear), derivedFrom: 'fiscal_year_end' };
}
