import { verify, X509Certificate } from 'node:crypto';
import { InvalidSignature, readSignature } from './read-signature.js';
import { encodeSignedData, signedAttributes } from './signed-data.js';

export { InvalidSignature };

export interface VerifiedSignature {
  /** Whose key signed. Whether it is trusted is the caller's to say. */
  certificate: X509Certificate;
  /** The RFC 3161 token, not verified here. */
  timestamp: Uint8Array | null;
}

/**
 * Verifies the signature of a certificate as this package writes it, and nothing looser: one signature over the whole file,
 * encoded in exactly the bytes that we would write. A changed byte anywhere, in what viewers ignore too, is an
 * {@link InvalidSignature}.
 */
export function verifyPdf(pdf: Uint8Array): VerifiedSignature {
  const { contents, parts } = readSignature(pdf);
  const expected = Buffer.from(encodeSignedData(parts)).toString('hex').padEnd(contents.length, '0');
  if (contents !== expected) throw new InvalidSignature('not the signed data of this file');
  const certificate = new X509Certificate(parts.certificates[0]!);
  const attributes = signedAttributes(parts.digest, certificate.raw);
  if (!verify('sha256', attributes, certificate.publicKey, parts.signature))
    throw new InvalidSignature('wrong signature');
  return { certificate, timestamp: parts.timestamp };
}
