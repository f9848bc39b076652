import { createHash } from 'node:crypto';
import { childrenOf, type Element, read, tags } from './der.js';
import type { SignedData } from './signed-data.js';

export class InvalidSignature extends Error {
  override name = 'InvalidSignature';
}

/** The signature of a file, and where it stands: between `open` and `close`, in angle brackets. */
export interface ReadSignature {
  open: number;
  close: number;
  /** Hexadecimal, padding included. */
  contents: string;
  parts: SignedData;
}

/** Reads the one signature that a file has. Nothing of it is verified here. */
export function readSignature(pdf: Uint8Array): ReadSignature {
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length);
  const [open, close] = gapOf(file);
  const contents = file.toString('latin1', open + 1, close - 1);
  const digest = createHash('sha256').update(file.subarray(0, open)).update(file.subarray(close)).digest();
  return { open, close, contents, parts: partsOf(Buffer.from(contents, 'hex'), digest) };
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
