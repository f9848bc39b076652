// For whoever looks at a certificate that is there: nothing behind this door prints or signs.
export { attachedJws } from './certificate/attached-jws.js';
export { InvalidSignature, type VerifiedSignature, verifyPdf } from './signature/verify.js';
