import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { PublicJwk } from '@e-surety/seal/format';
import { thumbprint } from '@e-surety/seal/verify';
import { keyFile } from './files.js';
import { keptKeys } from './retired-keys.js';

/** The key that PDFs are signed by, published as the others are. D-Sure does not pin it. */
export type PdfKey = Omit<PublicJwk, 'purpose'> & { purpose: 'pdf' };

/** As it stands in the X.509 certificate that the PDFs carry. */
export function pdfKeyIn(certificatePem: string): PdfKey {
  const { x, y } = new X509Certificate(certificatePem).publicKey.export({ format: 'jwk' }) as { x: string; y: string };
  return { kty: 'EC', crv: 'P-256', x, y, kid: thumbprint({ x, y }), use: 'sig', alg: 'ES256', purpose: 'pdf' };
}

/** Of what signs PDFs now, of what is prepared to, and of what did before. */
export function publicPdfKeys(folder: string): PdfKey[] {
  const certificates = [keyFile.pdfCertificate(folder), keyFile.pdfCertificate(folder, 'next')].filter(existsSync);
  const before = keptKeys(folder)
    .map(({ key }) => key)
    .filter((key): key is PdfKey => key.purpose === 'pdf');
  const keys = [...certificates.map((file) => pdfKeyIn(readFileSync(file, 'utf8'))), ...before];
  return keys.filter((key, index) => keys.findIndex(({ kid }) => kid === key.kid) === index);
}
