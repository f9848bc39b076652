import { type CalendarDay, type Charge, formatWareki, formatYen, type Yen } from '@e-surety/domain';
import { type Fact, factTable } from '../kit/fact-table.js';
import type { Sheet } from '../kit/sheet.js';
import { feeTable } from './fee-table.js';
import { type FeeOrder, guaranteeFacts } from './guarantee-facts.js';

/** What a guarantee costs before and after a change: what is charged or given back is the difference of the two. */
export interface FeeDifference {
  before: { amount: Yen; fee: Charge };
  after: { amount: Yen; fee: Charge };
  reason: string;
  effectiveOn: CalendarDay;
}

export function printChangedFacts(sheet: Sheet, order: FeeOrder & FeeDifference): void {
  const { before, after, reason } = order;
  const change: Fact[] = [
    ['変更の理由', reason],
    ['保証金額', `${formatYen(before.amount)} → ${formatYen(after.amount)}`],
  ];
  factTable(sheet, [...guaranteeFacts(order).filter(([label]) => label !== '保証金額'), ...change], { gap: 4 });
}

/** Both computations, line by line. */
export function printBothFees(sheet: Sheet, { before, after }: FeeDifference): void {
  for (const [title, { fee }] of [
    ['変更前の保証料', before],
    ['変更後の保証料', after],
  ] as const) {
    sheet.y += 12;
    feeTable(sheet, title, fee);
  }
}

export const dayOfChange = ({ effectiveOn }: FeeDifference) => ({
  label: '変更の日',
  lines: [formatWareki(effectiveOn)],
});
