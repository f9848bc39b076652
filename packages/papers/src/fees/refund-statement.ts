import { type CalendarDay, type Fee, formatWareki, formatYen, type Yen } from '@e-surety/domain';
import { amountPanel } from '../kit/amount-panel.js';
import { contact, heading } from '../kit/blocks.js';
import { type Fact, factTable } from '../kit/fact-table.js';
import { Sheet } from '../kit/sheet.js';
import { feeTable } from './fee-table.js';
import { type FeeOrder, guaranteeFacts, printFeeHead } from './guarantee-facts.js';

export interface RefundStatementOrder extends FeeOrder {
  /** What was paid for, and what is owed after the change. */
  before: { amount: Yen; fee: Fee };
  after: { amount: Yen; fee: Fee };
  refund: Yen;
  reason: string;
  effectiveOn: CalendarDay;
}

/** 保証料返還計算書: what comes back of the fee after a decrease or a cancellation. */
export function makeRefundStatement(order: RefundStatementOrder): Promise<Uint8Array> {
  const { issuedOn, before, after, refund, reason, effectiveOn, issuer } = order;
  const sheet = new Sheet({ title: '保証料返還計算書', createdAt: new Date(`${issuedOn}T00:00:00+09:00`) });
  printFeeHead(sheet, '保証料返還計算書', order);
  const beside = { label: '変更の日', lines: [formatWareki(effectiveOn)] };
  amountPanel(sheet, { label: '返還する保証料', amount: refund, beside });
  const change: Fact[] = [
    ['変更の理由', reason],
    ['保証金額', `${formatYen(before.amount)} → ${formatYen(after.amount)}`],
  ];
  factTable(sheet, [...guaranteeFacts(order).filter(([label]) => label !== '保証金額'), ...change], { gap: 4 });
  for (const [title, { fee }] of [
    ['変更前の保証料', before],
    ['変更後の保証料', after],
  ] as const) {
    sheet.y += 12;
    heading(sheet, title);
    sheet.y += 3;
    feeTable(sheet, fee);
  }
  sheet.y += 10;
  contact(sheet, issuer.name, issuer.branch);
  return sheet.finish('保証料返還計算書');
}
