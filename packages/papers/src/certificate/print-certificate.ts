import type { Certificate, CertificateForm } from '@e-surety/domain';
import type { Sheet } from '../kit/sheet.js';
import { printFacts } from './facts.js';
import { printHistory } from './history.js';
import { printJointVenture } from './joint-venture.js';
import { printOpening } from './opening.js';

/** What stands on a certificate, the same in both forms. */
export function printCertificate(sheet: Sheet, certificate: Certificate, form: CertificateForm): void {
  printOpening(sheet, certificate, form);
  printFacts(sheet, certificate);
  if (certificate.contractor.jointVenture) printJointVenture(sheet, certificate.contractor.jointVenture);
  printHistory(sheet, certificate);
}
