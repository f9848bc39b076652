import { type CalendarDay, formatWareki, type Yen } from '@e-surety/domain';
import { amountPanel } from '../kit/amount-panel.js';
import { contact } from '../kit/blocks.js';
import { Sheet } from '../kit/sheet.js';
import { type FeeDifference, printBothFees, printChangedFacts } from './fee-difference.js';
import { type FeeOrder, printFeeHead } from './guarantee-facts.js';
import { type PaymentOrder, printPayment } from './payment-facts.js';

export interface ExtraFeeNoticeOrder extends FeeOrder, FeeDifference {
  extra: Yen;
  payBy: CalendarDay;
  payment: PaymentOrder;
}

/** 保証料のご案内 of a change that costs more. The guarantee stays as it is until the fee has come. */
export function makeExtraFeeNotice(order: ExtraFeeNoticeOrder): Promise<Uint8Array> {
  const { issuedOn, extra, payBy, payment, issuer } = order;
  const title = '追加保証料のご案内';
  const sheet = new Sheet({ title, createdAt: new Date(`${issuedOn}T00:00:00+09:00`) });
  printFeeHead(sheet, title, order);
  const beside = { label: 'お支払期限', lines: [formatWareki(payBy)] };
  amountPanel(sheet, { label: '追加保証料', amount: extra, beside });
  sheet.paragraph(
    'お申し込みの変更をお引き受けします。追加保証料の入金を確認した後に、変更後の保証証書を発行します。それまで保証契約の内容は変わりません。',
  );
  sheet.y += 10;
  printChangedFacts(sheet, order);
  printPayment(sheet, payment);
  printBothFees(sheet, order);
  sheet.y += 10;
  contact(sheet, issuer.name, issuer.branch);
  return sheet.finish(title);
}
