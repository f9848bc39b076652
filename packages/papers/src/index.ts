export type { CertificateOrder } from './certificate/certificate.js';
export type { KeyNoticeOrder, SubmissionGuide } from './key-notice/key-notice.js';
export { createPapers, type Papers } from './papers.js';
export type { Signer } from './signature/sign.js';
export { InvalidSignature, type VerifiedSignature, verifyPdf } from './signature/verify.js';
