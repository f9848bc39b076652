import type { Yen } from '@e-surety/domain';
import { amountPanel } from '../kit/amount-panel.js';
import { contact } from '../kit/blocks.js';
import { Sheet } from '../kit/sheet.js';
import { dayOfChange, type FeeDifference, printBothFees, printChangedFacts } from './fee-difference.js';
import { type FeeOrder, printFeeHead } from './guarantee-facts.js';

export interface RefundStatementOrder extends FeeOrder, FeeDifference {
  refund: Yen;
}

/** 保証料返還計算書: what comes back of the fee after a decrease or a cancellation. */
export function makeRefundStatement(order: RefundStatementOrder): Promise<Uint8Array> {
  const { issuedOn, refund, issuer } = order;
  const sheet = new Sheet({ title: '保証料返還計算書', createdAt: new Date(`${issuedOn}T00:00:00+09:00`) });
  printFeeHead(sheet, '保証料返還計算書', order);
  amountPanel(sheet, { label: '返還する保証料', amount: refund, beside: dayOfChange(order) });
  printChangedFacts(sheet, order);
  printBothFees(sheet, order);
  sheet.y += 10;
  contact(sheet, issuer.name, issuer.branch);
  return sheet.finish('保証料返還計算書');
}
