import { fiscalYearsOf, formatYen, judgePlan, type PlanFault, type PlannedYear, worksLabels } from '@e-surety/domain';
import type { WorksFacts } from './works.js';

/** What in a plan (年割) contradicts itself or the works, in words. `at`: below what holds the plan. */
export function planFaults(
  plan: readonly PlannedYear[],
  works: WorksFacts,
): { at: string; code: PlanFault['code']; detail: string; expected: string }[] {
  return judgePlan(plan, works).map((fault) => ({
    at: 'index' in fault ? `fiscalYears/${fault.index}/year` : 'fiscalYears',
    code: fault.code,
    ...inWords(fault.code, works),
  }));
}

function inWords(code: PlanFault['code'], works: WorksFacts): { detail: string; expected: string } {
  const { first, last } = fiscalYearsOf(works);
  const { period, contractPrice } = worksLabels[works.subject];
  const price = `${contractPrice}${formatYen(works.contractPrice)}`;
  switch (code) {
    case 'fiscal_year_outside_works':
      return { detail: `年度が契約から${period}の終わりまでの外です`, expected: `${first}から${last}まで` };
    case 'fiscal_years_not_in_order':
      return { detail: '年度が前の年度に続いていません', expected: '前の年度の次の年度' };
    case 'fiscal_years_end_early':
      return { detail: `最後の年度が${period}の終わりの年度ではありません`, expected: `${last}まで` };
    case 'planned_outputs_above_price':
      return { detail: `出来高予定額の合計が${price}を超えています`, expected: `${price}以下` };
    case 'payment_limits_above_price':
      return { detail: `支払限度額の合計が${price}を超えています`, expected: `${price}以下` };
  }
}
