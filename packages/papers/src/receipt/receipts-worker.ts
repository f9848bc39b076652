import { printer } from '../press.js';
import { makeReceipt } from './receipt.js';
import type { Receipts } from './receipts.js';

const makers: Omit<Receipts, 'close'> = { receipt: makeReceipt };

export default printer(makers);
