import { fiscalYearsOf, formatYen, judgePlan, type PlannedYear, worksLabels } from '@e-surety/domain';
import type { Static } from 'typebox';
import type { Door } from '../door.js';
import type { WorksInput } from './schemas.js';
import type { WorksFacts } from './works.js';

/** Turns what passed the schema into works; whatever a person may have typed is normalised, and the rest is named at the door. */
export function parseWorks(door: Door, input: Static<typeof WorksInput>): WorksFacts {
  const { dates } = input;
  const facts: WorksFacts = {
    ...input,
    contractPrice: door.yen('contractPrice', input.contractPrice),
    contractDate: door.optionalDay('contractDate', input.contractDate),
    dates: {
      notice: door.optionalDay('dates/notice', dates.notice),
      bid: door.optionalDay('dates/bid', dates.bid),
      order: door.optionalDay('dates/order', dates.order),
      award: door.optionalDay('dates/award', dates.award),
      plannedContract: door.optionalDay('dates/plannedContract', dates.plannedContract),
      originalContract: door.optionalDay('dates/originalContract', dates.originalContract),
    },
    fiscalYears:
      input.fiscalYears?.map(({ year, plannedOutput, paymentLimit }, index) => {
        const of = door.at('fiscalYears').at(index);
        return {
          year,
          plannedOutput: of.yenFromZero('plannedOutput', plannedOutput),
          paymentLimit: of.yenFromZero('paymentLimit', paymentLimit),
        };
      }) ?? null,
    period: { from: door.day('period/from', input.period.from), to: door.day('period/to', input.period.to) },
  };
  checkWorks(door, facts);
  return facts;
}

/** What the facts of works can contradict among themselves. */
export function checkWorks(door: Door, facts: WorksFacts): void {
  const { period, contractDate, jointVenture, fiscalYears } = facts;
  if (period.from > period.to) {
    door.refuse('period/to', 'period_reversed', '終わりの日が始まりの日より前です', '始まりの日以後の日');
  }
  if (contractDate !== null && contractDate > period.to) {
    door.refuse('contractDate', 'after_period', '契約日が工期の終わりより後です', '工期の終わりの日以前の日');
  }
  if (jointVenture) checkJointVenture(door.at('jointVenture'), jointVenture);
  if (fiscalYears) checkPlan(door, fiscalYears, facts);
}

function checkPlan(door: Door, plan: PlannedYear[], works: WorksFacts): void {
  const { first, last } = fiscalYearsOf(works);
  for (const fault of judgePlan(plan, works)) {
    const year = 'index' in fault ? `fiscalYears/${fault.index}/year` : 'fiscalYears';
    switch (fault.code) {
      case 'fiscal_year_outside_works':
        door.refuse(year, fault.code, '年度が契約から工期の終わりまでの外です', `${first}から${last}まで`);
        break;
      case 'fiscal_years_not_in_order':
        door.refuse(year, fault.code, '年度が前の年度に続いていません', '前の年度の次の年度');
        break;
      case 'fiscal_years_end_early':
        door.refuse(year, fault.code, '最後の年度が工期の終わりの年度ではありません', `${last}まで`);
        break;
      case 'planned_outputs_above_price':
      case 'payment_limits_above_price': {
        const label = fault.code === 'planned_outputs_above_price' ? '出来高予定額' : '支払限度額';
        const price = `${worksLabels[works.subject].contractPrice}${formatYen(works.contractPrice)}`;
        door.refuse(year, fault.code, `${label}の合計が${price}を超えています`, `${price}以下`);
      }
    }
  }
}

function checkJointVenture(door: Door, venture: NonNullable<WorksFacts['jointVenture']>): void {
  if (venture.representative >= venture.members.length) {
    door.refuse(
      'representative',
      'unknown_member',
      '代表者が構成員の中にいません',
      `0から${venture.members.length - 1}まで`,
    );
  }
  const tenThousandths = venture.members.reduce((sum, m) => sum + Math.round(Number(m.sharePercent) * 10_000), 0);
  if (tenThousandths !== 1_000_000) {
    door.refuse('members', 'shares_not_100', `出資割合の合計が${tenThousandths / 10_000}%です`, '合計100%');
  }
}
