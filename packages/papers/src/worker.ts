import { move } from 'piscina';
import { type CertificateOrder, makeCertificate } from './certificate/certificate.js';
import { type KeyNoticeOrder, makeKeyNotice } from './key-notice/key-notice.js';

/** One paper, made on a thread of the pool. */
export type Job = { paper: 'certificate'; order: CertificateOrder } | { paper: 'keyNotice'; order: KeyNoticeOrder };

export default async function print(job: Job): Promise<Uint8Array> {
  const pdf = job.paper === 'certificate' ? await makeCertificate(job.order) : await makeKeyNotice(job.order);
  return move(pdf as never) as unknown as Uint8Array;
}
