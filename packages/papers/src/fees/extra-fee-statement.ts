import { type FeePayment, feePaymentNames, type Yen } from '@e-surety/domain';
import { amountPanel } from '../kit/amount-panel.js';
import { contact } from '../kit/blocks.js';
import { Sheet } from '../kit/sheet.js';
import { type FeeDifference, printBothFees, printChangedFacts } from './fee-difference.js';
import { type FeeOrder, printFeeHead } from './guarantee-facts.js';

export interface ExtraFeeStatementOrder extends FeeOrder, FeeDifference {
  extra: Yen;
  payment: FeePayment;
}

/** 保証料計算書 of a change that costs more. */
export function makeExtraFeeStatement(order: ExtraFeeStatementOrder): Promise<Uint8Array> {
  const { issuedOn, extra, payment, issuer } = order;
  const title = '保証料計算書(追加保証料)';
  const sheet = new Sheet({ title, createdAt: new Date(`${issuedOn}T00:00:00+09:00`) });
  printFeeHead(sheet, title, order);
  const beside = { label: '支払方法', lines: [feePaymentNames[payment]] };
  amountPanel(sheet, { label: '追加保証料', amount: extra, beside });
  printChangedFacts(sheet, order);
  printBothFees(sheet, order);
  sheet.y += 10;
  contact(sheet, issuer.name, issuer.branch);
  return sheet.finish(title);
}
