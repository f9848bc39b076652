import { type Fee, type FeePayment, feePaymentNames } from '@e-surety/domain';
import { amountPanel } from '../kit/amount-panel.js';
import { contact } from '../kit/blocks.js';
import { factTable } from '../kit/fact-table.js';
import { Sheet } from '../kit/sheet.js';
import { feeTable } from './fee-table.js';
import { type FeeOrder, guaranteeFacts, printFeeHead } from './guarantee-facts.js';

export interface FeeStatementOrder extends FeeOrder {
  fee: Fee;
  payment: FeePayment;
}

/** 保証料計算書. */
export function makeFeeStatement(order: FeeStatementOrder): Promise<Uint8Array> {
  const { issuedOn, fee, payment, issuer } = order;
  const sheet = new Sheet({ title: '保証料計算書', createdAt: new Date(`${issuedOn}T00:00:00+09:00`) });
  printFeeHead(sheet, '保証料計算書', order);
  const beside = { label: '支払方法', lines: [feePaymentNames[payment]] };
  amountPanel(sheet, { label: '保証料', amount: fee.amount, beside });
  factTable(sheet, guaranteeFacts(order), { gap: 4 });
  sheet.y += 12;
  feeTable(sheet, '計算の内訳', fee);
  sheet.y += 10;
  contact(sheet, issuer.name, issuer.branch);
  return sheet.finish('保証料計算書');
}
