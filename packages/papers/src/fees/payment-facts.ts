import { type FeePayment, feePaymentNames } from '@e-surety/domain';
import { factTable } from '../kit/fact-table.js';
import type { Sheet } from '../kit/sheet.js';

/** `account`: where to pay: the bank account as it is to be written on the transfer, or a counter; null where none is known. */
export interface PaymentOrder {
  method: FeePayment;
  account: string | null;
}

export function printPayment(sheet: Sheet, { method, account }: PaymentOrder): void {
  sheet.y += 12;
  factTable(
    sheet,
    [
      ['支払方法', feePaymentNames[method]],
      ['お支払先', account ?? '―'],
    ],
    { heading: 'お支払方法', gap: 4 },
  );
}
