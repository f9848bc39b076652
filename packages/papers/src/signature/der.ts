/** As much of ASN.1's distinguished encoding rules as signatures need. */
export interface Element {
  tag: number;
  /** Tag, length and content. */
  bytes: Uint8Array;
  content: Uint8Array;
}

export const tags = { integer: 0x02, octets: 0x04, sequence: 0x30, set: 0x31 } as const;

export function der(tag: number, ...parts: Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts);
  return Buffer.concat([Uint8Array.of(tag), lengthOf(content.length), content]);
}

export const sequence = (...parts: Uint8Array[]) => der(tags.sequence, ...parts);
export const set = (...parts: Uint8Array[]) => der(tags.set, ...parts.toSorted(Buffer.compare));
export const octets = (bytes: Uint8Array) => der(tags.octets, bytes);
export const integer = (value: number) => der(tags.integer, Uint8Array.of(value));
/** `[n]` around one element or, implicitly, in place of its tag. */
export const tagged = (n: number, ...parts: Uint8Array[]) => der(0xa0 | n, ...parts);
export function objectIdentifier(dotted: string): Uint8Array {
  const [first, second, ...rest] = dotted.split('.').map(Number) as [number, number, ...number[]];
  return der(0x06, Uint8Array.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** Reads one element at the start of `bytes`; what follows it is left alone. */
export function read(bytes: Uint8Array): Element {
  const [tag, short] = bytes;
  if (tag === undefined || short === undefined) throw new RangeError('DER ends early');
  const lengthBytes = short < 0x80 ? 0 : short - 0x80;
  const length = short < 0x80 ? short : bytes.subarray(2, 2 + lengthBytes).reduce((sum, byte) => sum * 256 + byte, 0);
  const start = 2 + lengthBytes;
  if (lengthBytes > 4 || start + length > bytes.length) throw new RangeError('DER ends early');
  return { tag, bytes: bytes.subarray(0, start + length), content: bytes.subarray(start, start + length) };
}

/** The elements within an element, in order. */
export function childrenOf({ content }: Element): Element[] {
  const children: Element[] = [];
  for (let rest = content; rest.length > 0; ) {
    const child = read(rest);
    children.push(child);
    rest = rest.subarray(child.bytes.length);
  }
  return children;
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) digits.unshift((rest & 0x7f) | 0x80);
  return digits;
}

function lengthOf(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const hex = length.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return Buffer.concat([Uint8Array.of(0x80 | bytes.length), bytes]);
}
