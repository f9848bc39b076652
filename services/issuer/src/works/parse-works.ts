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
    period: { from: door.day('period/from', input.period.from), to: door.day('period/to', input.period.to) },
  };
  if (facts.period.from > facts.period.to) {
    door.refuse('period/to', 'period_reversed', '終わりの日が始まりの日より前です', '始まりの日以後の日');
  }
  if (facts.contractDate !== null && facts.contractDate > facts.period.to) {
    door.refuse('contractDate', 'after_period', '契約日が工期の終わりより後です', '工期の終わりの日以前の日');
  }
  if (facts.jointVenture) checkJointVenture(door.at('jointVenture'), facts.jointVenture);
  return facts;
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
