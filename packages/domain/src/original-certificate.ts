import { type Certificate, type CertificateFacts, certificateFormat } from './certificate.js';
import { certificateRatio } from './certificate-ratio.js';
import { parseCertificate } from './parse-certificate.js';

/** Revision 0 (当初). What is made here is read back, so that nothing is signed that a reader would refuse. */
export function originalCertificate(facts: CertificateFacts): Certificate {
  const { issuedOn } = facts;
  return parseCertificate({
    ...facts,
    format: certificateFormat,
    revision: 0,
    type: 'original',
    amendments: 0,
    status: 'in_force',
    statusFrom: issuedOn,
    ratio: certificateRatio(facts),
    history: [{ revision: 0, type: 'original', issuedOn, effectiveOn: issuedOn, reason: null, changes: [] }],
  });
}
