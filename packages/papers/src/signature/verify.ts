import { createHash, verify, X509Certificate } from 'node:crypto';
import { childrenOf, type Element, read, tags } from './der.js';
import { encodeSignedData, type SignedData, signedAttributes } from './signed-data.js';

export class InvalidSignature extends Error {
  override name = 'InvalidSignature';
}

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
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length);
  const [open, close] = gapOf(file);
  const contents = file.toString('latin1', open + 1, close - 1);
  const digest = createHash('sha256').update(file.subarray(0, open)).update(file.subarray(close)).digest();
  const parts = partsOf(Buffer.from(contents, 'hex'), digest);

  const expected = Buffer.from(encodeSignedData(parts)).toString('hex').padEnd(contents.length, '0');
  if (contents !== expected) throw new InvalidSignature('not the signed data of this file');
  const certificate = new X509Certificate(parts.certificates[0]!);
  const attributes = signedAttributes(digest, certificate.raw);
  if (!verify('sha256', attributes, certificate.publicKey, parts.signature))
    throw new InvalidSignature('wrong signature');
  return { certificate, timestamp: parts.timestamp };
}

/** The bytes between which the signature stands: all that is not signed. */
function gapOf(file: Buffer): [open: number, close: number] {
  const ranges = [...file.toString('latin1').matchAll(/\/ByteRange \[0 (\d+) +(\d+) +(\d+) *\]/gu)];
  const [open, close, rest] = ranges[0]?.slice(1).map(Number) ?? [];
  const whole =
    ranges.length === 1 &&
    open! < close! &&
    close! + rest! === file.length &&
    file[open!] === 0x3c &&
    file[close! - 1] === 0x3e;
  if (!whole) throw new InvalidSignature('not one signature over the whole file');
  return [open!, close!];
}

function partsOf(contents: Uint8Array, digest: Uint8Array): SignedData {
  try {
    const signedData = childrenOf(childrenOf(childrenOf(read(contents))[1]!)[0]!);
    const [certificates, signerInfos] = signedData.slice(3) as [Element, Element];
    const signerInfo = childrenOf(childrenOf(signerInfos)[0]!);
    const [issuer, serial] = childrenOf(signerInfo[1]!) as [Element, Element];
    const signature = signerInfo.find(({ tag }) => tag === tags.octets)!;
    const unsigned = signerInfo.find(({ tag }) => tag === 0xa1);
    const isSigner = (certificate: Element) => {
      const names = childrenOf(childrenOf(certificate)[0]!);
      return same(names[1]!, serial) && same(names[3]!, issuer);
    };
    const all = childrenOf(certificates);
    return {
      certificates: [...all.filter(isSigner), ...all.filter((each) => !isSigner(each))].map(({ bytes }) => bytes),
      digest,
      signature: signature.content,
      timestamp: unsigned ? childrenOf(childrenOf(childrenOf(unsigned)[0]!)[1]!)[0]!.bytes : null,
    };
  } catch {
    throw new InvalidSignature('not signed data');
  }
}

function same(a: Element, b: Element): boolean {
  return Buffer.compare(a.bytes, b.bytes) === 0;
}
