import { type CalendarDay, type Fee, formatWareki } from '@e-surety/domain';
import { amountPanel } from '../kit/amount-panel.js';
import { contact } from '../kit/blocks.js';
import { factTable } from '../kit/fact-table.js';
import { Sheet } from '../kit/sheet.js';
import { feeTable } from './fee-table.js';
import { type FeeOrder, guaranteeFacts, printFeeHead } from './guarantee-facts.js';
import { type PaymentOrder, printPayment } from './payment-facts.js';

export interface FeeNoticeOrder extends FeeOrder {
  fee: Fee;
  payBy: CalendarDay;
  payment: PaymentOrder;
}

/** 保証料のご案内: how much, where to, and until when. The guarantee is issued after the fee has come. */
export function makeFeeNotice(order: FeeNoticeOrder): Promise<Uint8Array> {
  const { issuedOn, fee, payBy, payment, issuer } = order;
  const sheet = new Sheet({ title: '保証料のご案内', createdAt: new Date(`${issuedOn}T00:00:00+09:00`) });
  printFeeHead(sheet, '保証料のご案内', order);
  amountPanel(sheet, {
    label: '保証料',
    amount: fee.amount,
    beside: { label: 'お支払期限', lines: [formatWareki(payBy)] },
  });
  sheet.paragraph('お申し込みの保証をお引き受けします。保証料の入金を確認した後に、保証証書を発行します。');
  sheet.y += 10;
  factTable(sheet, guaranteeFacts(order), { gap: 4 });
  printPayment(sheet, payment);
  sheet.y += 12;
  feeTable(sheet, '保証料の計算', fee);
  sheet.y += 10;
  contact(sheet, issuer.name, issuer.branch);
  return sheet.finish('保証料のご案内');
}
