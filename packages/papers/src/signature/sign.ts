import { createHash, type KeyObject, sign } from 'node:crypto';
import { unknownNumber } from './placeholder.js';
import { encodeSignedData, signedAttributes } from './signed-data.js';
import { credentialsOf, type Signer } from './signer.js';

/** The usual length of a DER signature on P-256. Half of all signatures have it; others are thrown away. */
export const signatureLength = 71;

/** Fills in, in place, the placeholder that begins at `offset`. The signature covers every byte of the file but itself. */
export function signPdf(pdf: Uint8Array, offset: number, signer: Signer): Uint8Array {
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length);
  const open = file.indexOf('/Contents <', offset) + '/Contents '.length;
  const close = file.indexOf('>', open) + 1;
  writeByteRange(file, offset, open, close);

  const digest = createHash('sha256').update(file.subarray(0, open)).update(file.subarray(close)).digest();
  const { key, certificates } = credentialsOf(signer);
  const signature = signExactly(signedAttributes(digest, certificates[0]!), key);
  const signedData = encodeSignedData({ certificates, digest, signature, timestamp: null });
  file.write(Buffer.from(signedData).toString('hex'), open + 1, 'latin1');
  return pdf;
}

function writeByteRange(file: Buffer, offset: number, open: number, close: number): void {
  const numbers = [open, close, file.length - close].map((n) => String(n).padEnd(unknownNumber.length + 1));
  file.write(`/ByteRange [0 ${numbers.join(' ')}]`, file.indexOf('/ByteRange [', offset), 'latin1');
}

/** Repeated until the signature fills its place exactly, so that the file has no byte that nothing vouches for. */
function signExactly(bytes: Uint8Array, key: KeyObject): Uint8Array {
  for (;;) {
    const signature = sign('sha256', bytes, key);
    if (signature.length === signatureLength) return signature;
  }
}
