import { Piscina } from 'piscina';
import type { CertificateOrder } from './certificate/certificate.js';
import type { KeyNoticeOrder } from './key-notice/key-notice.js';
import type { Job } from './worker.js';

export interface Papers {
  /** 電子証書: PDF/A-3b with the JWS attached, signed. */
  certificate(order: CertificateOrder): Promise<Uint8Array>;
  /** 「電子保証にかかる「認証キー」のお知らせ」: the same bytes for the same order. */
  keyNotice(order: KeyNoticeOrder): Promise<Uint8Array>;
  /** Ends what is being printed, then the threads. */
  close(): Promise<void>;
}

/** Papers are made on threads of their own, each of which parses the font once; the event loop stays free. */
export function createPapers({ workers = 1 }: { workers?: number } = {}): Papers {
  const pool = new Piscina<Job, Uint8Array>({
    filename: new URL('./worker.js', import.meta.url).href,
    minThreads: 1,
    maxThreads: workers,
    idleTimeout: 600_000,
  });
  return {
    certificate: (order) => pool.run({ paper: 'certificate', order }),
    keyNotice: (order) => pool.run({ paper: 'keyNotice', order }),
    close: () => pool.close(),
  };
}
