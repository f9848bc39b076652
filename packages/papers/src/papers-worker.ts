import { makeApplicationCopy } from './application-copy/application-copy.js';
import { makeCertificate } from './certificate/certificate.js';
import { makePaperCertificate } from './certificate/paper-certificate.js';
import { makeExtraFeeNotice } from './fees/extra-fee-notice.js';
import { makeExtraFeeStatement } from './fees/extra-fee-statement.js';
import { makeFeeNotice } from './fees/fee-notice.js';
import { makeFeeStatement } from './fees/fee-statement.js';
import { makeRefundStatement } from './fees/refund-statement.js';
import { makeKeyNotice } from './key-notice/key-notice.js';
import type { Papers } from './papers.js';
import { printer } from './press.js';

const makers: Omit<Papers, 'start' | 'close'> = {
  certificate: makeCertificate,
  paperCertificate: makePaperCertificate,
  keyNotice: makeKeyNotice,
  feeNotice: makeFeeNotice,
  feeStatement: makeFeeStatement,
  extraFeeNotice: makeExtraFeeNotice,
  extraFeeStatement: makeExtraFeeStatement,
  refundStatement: makeRefundStatement,
  applicationCopy: makeApplicationCopy,
};

export default printer(makers);
