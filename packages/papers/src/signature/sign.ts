import { createHash, createPrivateKey, sign, X509Certificate } from 'node:crypto';
import { unknownNumber } from './placeholder.js';
import { encodeSignedData, signedAttributes } from './signed-data.js';
import { requestTimestamp } from './timestamp.js';

export interface Signer {
  /** An EC key on P-256. */
  privateKeyPem: string;
  /** The signer's certificate; its chain may follow. */
  certificatePem: string;
  /** An RFC 3161 timestamp authority. */
  timestampUrl?: string;
}

/** The usual length of a DER signature on P-256. Half of all signatures have it; others are thrown away. */
export const signatureLength = 71;

/** Fills in, in place, the placeholder that begins at `offset`. The signature covers every byte of the file but itself. */
export async function signPdf(pdf: Uint8Array, offset: number, signer: Signer): Promise<Uint8Array> {
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length);
  const open = file.indexOf('/Contents <', offset) + '/Contents '.length;
  const close = file.indexOf('>', open) + 1;
  writeByteRange(file, offset, open, close);

  const digest = createHash('sha256').update(file.subarray(0, open)).update(file.subarray(close)).digest();
  const certificates = certificatesOf(signer);
  const signature = signExactly(signedAttributes(digest, certificates[0]!), signer.privateKeyPem);
  const timestamp = signer.timestampUrl === undefined ? null : await requestTimestamp(signer.timestampUrl, signature);
  const signedData = Buffer.from(encodeSignedData({ certificates, digest, signature, timestamp })).toString('hex');
  if (signedData.length > close - open - 2) throw new RangeError('the timestamp is too long for its place');
  file.write(signedData, open + 1, 'latin1');
  return pdf;
}

export function certificatesOf({ certificatePem }: Signer): Uint8Array[] {
  const certificates = certificatePem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu) ?? [];
  if (certificates.length === 0) throw new TypeError('no certificate to sign with');
  return certificates.map((pem) => new X509Certificate(pem).raw);
}

function writeByteRange(file: Buffer, offset: number, open: number, close: number): void {
  const numbers = [open, close, file.length - close].map((n) => String(n).padEnd(unknownNumber.length + 1));
  file.write(`/ByteRange [0 ${numbers.join(' ')}]`, file.indexOf('/ByteRange [', offset), 'latin1');
}

/** Repeated until the signature fills its place exactly, so that the file has no byte that nothing vouches for. */
function signExactly(bytes: Uint8Array, privateKeyPem: string): Uint8Array {
  const key = createPrivateKey(privateKeyPem);
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
    throw new TypeError('certificates are signed with a key on P-256');
  for (;;) {
    const signature = sign('sha256', bytes, key);
    if (signature.length === signatureLength) return signature;
  }
}
