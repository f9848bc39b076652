import type { PublishedKeys } from './published-keys.js';
import type { Report } from './report.js';
import { verifyJws } from './verify-jws.js';
import { verifyPaper } from './verify-pdf.js';

/** A certificate as it was handed out: the PDF, or the JWS by itself. Needs nothing but the keys that the issuer publishes. */
export function verifyFile(file: Uint8Array, keys: PublishedKeys): Report {
  const isPdf = Buffer.from(file.subarray(0, 5)).toString('latin1') === '%PDF-';
  return isPdf ? verifyPaper(file, keys) : verifyJws(file, keys);
}
