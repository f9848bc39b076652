import { createReceipts, type Receipts } from '@e-surety/papers/receipt';

/** Receipts, with a thread of their own from the first one on: a D-Sure of which none is asked starts none. */
export function createReceiptPress(): Receipts {
  let receipts: Receipts | undefined;
  return {
    receipt: (order) => {
      receipts ??= createReceipts();
      return receipts.receipt(order);
    },
    close: async () => receipts?.close(),
  };
}
