import { createPress } from '../press.js';
import type { ReceiptOrder } from './receipt.js';

export type { ReceiptOrder } from './receipt.js';

/** D-Sure's paper. It has a door of its own, behind which nothing signs. */
export interface Receipts {
  /** 閲覧確認票: the same bytes for the same order. */
  receipt(order: ReceiptOrder): Promise<Uint8Array>;
  /** Ends what is being printed, then the threads. */
  close(): Promise<void>;
}

export function createReceipts({ workers = 1 }: { workers?: number } = {}): Receipts {
  const press = createPress(new URL('./receipts-worker.js', import.meta.url), workers);
  return { receipt: (order) => press.print('receipt', order), close: () => press.close() };
}
