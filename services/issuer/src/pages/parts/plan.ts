import { formatYen, type Yen } from '@e-surety/domain';

export interface YearOfPlan {
  year: number;
  plannedOutput: number;
  paymentLimit: number;
}

/** 年割, as it is read: each year with both of its sums. */
export const planText = (plan: readonly YearOfPlan[]): string =>
  plan
    .map(
      ({ year, plannedOutput, paymentLimit }) =>
        `${year}年度 出来高予定額 ${formatYen(plannedOutput as Yen)}・支払限度額 ${formatYen(paymentLimit as Yen)}`,
    )
    .join('、');

/** As it is typed: a line for each year. */
export const planAsTyped = (plan: readonly YearOfPlan[]): string =>
  plan.map(({ year, plannedOutput, paymentLimit }) => `${year} ${plannedOutput} ${paymentLimit}`).join('\n');
