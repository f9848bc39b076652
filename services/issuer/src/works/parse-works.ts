import type { PlannedYear } from '@e-surety/domain';
import type { Static } from 'typebox';
import type { Door } from '../door.js';
import { planFaults } from './plan-faults.js';
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
    fiscalYears: input.fiscalYears && parsePlan(door.at('fiscalYears'), input.fiscalYears),
    period: { from: door.day('period/from', input.period.from), to: door.day('period/to', input.period.to) },
  };
  checkWorks(door, facts);
  return facts;
}

/** 年割: which years they may be is for whoever knows the works to say. */
export function parsePlan(door: Door, input: NonNullable<Static<typeof WorksInput>['fiscalYears']>): PlannedYear[] {
  return input.map(({ year, plannedOutput, paymentLimit }, index) => {
    const of = door.at(index);
    return {
      year,
      plannedOutput: of.yenFromZero('plannedOutput', plannedOutput),
      paymentLimit: of.yenFromZero('paymentLimit', paymentLimit),
    };
  });
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
  for (const { at, code, detail, expected } of planFaults(plan, works)) door.refuse(at, code, detail, expected);
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
