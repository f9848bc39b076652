import { formatYen, todayInTokyo, type Yen, yen } from '@e-surety/domain';
import type { Static } from 'typebox';
import { throughTheDoor } from '../door.js';
import { refuse } from '../refusals.js';
import type { FeeReceiptInput } from './schemas.js';

/** What was paid, as the underwriter typed it in. */
export function readReceipt(input: Static<typeof FeeReceiptInput>, now: Date) {
  return throughTheDoor((door) => {
    const receivedOn = door.day('receivedOn', input.receivedOn);
    if (receivedOn > todayInTokyo(now)) {
      door.refuse('receivedOn', 'in_the_future', '入金日がまだ来ていません', '今日以前の日');
    }
    const { method, reference } = input;
    return { amount: door.yen('amount', input.amount), receivedOn, method, reference };
  });
}

/** Answers what was paid above the fee, to be given back; refuses what is short of it, with the difference. */
export function demandWholeFee(received: Yen, fee: Yen): Yen {
  if (received >= fee) return yen(received - fee);
  const missing = yen(fee - received);
  const detail = `保証料${formatYen(fee)}に対し${formatYen(missing)}不足しています。`;
  const errors = [{ pointer: '/amount', in: 'body' as const, code: 'fee_short', detail }];
  throw refuse('fee_short', { detail, errors, facts: { fee, received, missing } });
}
