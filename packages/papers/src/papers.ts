import type { ApplicationCopyOrder } from './application-copy/application-copy.js';
import type { CertificateOrder } from './certificate/certificate.js';
import type { PaperCertificateOrder } from './certificate/paper-certificate.js';
import type { ExtraFeeNoticeOrder } from './fees/extra-fee-notice.js';
import type { ExtraFeeStatementOrder } from './fees/extra-fee-statement.js';
import type { FeeNoticeOrder } from './fees/fee-notice.js';
import type { FeeStatementOrder } from './fees/fee-statement.js';
import type { RefundStatementOrder } from './fees/refund-statement.js';
import type { KeyNoticeOrder } from './key-notice/key-notice.js';
import { createPress } from './press.js';
import { createTimestampAuthority } from './signature/timestamp-authority.js';
import { timestampPdf } from './signature/timestamp-pdf.js';

/** The issuer's papers. But for the certificate, which is signed, each is the same bytes for the same order. */
export interface Papers {
  /** 電子証書: PDF/A-3b with the JWS attached, signed, and timestamped where the signer names an authority. */
  certificate(order: CertificateOrder): Promise<Uint8Array>;
  /** 保証証書, for the paper form. */
  paperCertificate(order: PaperCertificateOrder): Promise<Uint8Array>;
  /** 「電子保証にかかる「認証キー」のお知らせ」. */
  keyNotice(order: KeyNoticeOrder): Promise<Uint8Array>;
  /** 保証料のご案内. */
  feeNotice(order: FeeNoticeOrder): Promise<Uint8Array>;
  /** 保証料計算書. */
  feeStatement(order: FeeStatementOrder): Promise<Uint8Array>;
  /** 保証料のご案内 of a change that costs more. */
  extraFeeNotice(order: ExtraFeeNoticeOrder): Promise<Uint8Array>;
  /** 保証料計算書 of a change that costs more. */
  extraFeeStatement(order: ExtraFeeStatementOrder): Promise<Uint8Array>;
  /** 保証料返還計算書. */
  refundStatement(order: RefundStatementOrder): Promise<Uint8Array>;
  /** 申込控え. */
  applicationCopy(order: ApplicationCopyOrder): Promise<Uint8Array>;
  /** Starts a thread now, so that the first paper need not wait for it. */
  start(): void;
  /** Ends what is being printed, then the threads. */
  close(): Promise<void>;
}

export function createPapers({ workers = 1 }: { workers?: number } = {}): Papers {
  const press = createPress(new URL('./papers-worker.js', import.meta.url), workers);
  const askAuthority = createTimestampAuthority();
  return {
    certificate: async (order) => {
      const pdf = await press.print('certificate', order);
      const { timestampUrl } = order.signer;
      if (timestampUrl === undefined) return pdf;
      return timestampPdf(pdf, (signature) => askAuthority(timestampUrl, signature));
    },
    paperCertificate: (order) => press.print('paperCertificate', order),
    keyNotice: (order) => press.print('keyNotice', order),
    feeNotice: (order) => press.print('feeNotice', order),
    feeStatement: (order) => press.print('feeStatement', order),
    extraFeeNotice: (order) => press.print('extraFeeNotice', order),
    extraFeeStatement: (order) => press.print('extraFeeStatement', order),
    refundStatement: (order) => press.print('refundStatement', order),
    applicationCopy: (order) => press.print('applicationCopy', order),
    start: () => press.start(),
    close: () => press.close(),
  };
}
