import { createHash, randomBytes } from 'node:crypto';
import { childrenOf, der, type Element, integer, octets, read, sequence, tags } from './der.js';
import { sha256Identifier } from './signed-data.js';

const patience = 10_000;

/** Asks an RFC 3161 authority for a token over the signature, and takes only one that is about this signature and this question. */
export async function requestTimestamp(url: string, signature: Uint8Array): Promise<Uint8Array> {
  const imprint = sequence(sha256Identifier, octets(createHash('sha256').update(signature).digest()));
  const nonce = integerOf(randomBytes(8));
  const certificateWanted = der(0x01, Uint8Array.of(0xff));
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query' },
    body: Buffer.from(sequence(integer(1), imprint, nonce, certificateWanted)),
    signal: AbortSignal.timeout(patience),
  });
  if (!response.ok) throw new Error(`the timestamp authority answered ${response.status}`);
  return tokenIn(new Uint8Array(await response.arrayBuffer()), imprint, nonce);
}

/** A positive integer whose shortest form is exactly these bytes. */
function integerOf(random: Uint8Array): Uint8Array {
  return der(tags.integer, Uint8Array.of((random[0]! & 0x3f) | 0x40), random.subarray(1));
}

function tokenIn(response: Uint8Array, imprint: Uint8Array, nonce: Uint8Array): Uint8Array {
  const [status, token] = childrenOf(read(response));
  const granted = childrenOf(status!)[0]!.content[0]! <= 1;
  if (!granted || !token) throw new Error('the timestamp authority refused');
  const info = timestampInfoOf(token).map(({ bytes }) => Buffer.from(bytes));
  if (!info.some((each) => each.equals(imprint)) || !info.some((each) => each.equals(nonce))) {
    throw new Error('the timestamp authority answered another question');
  }
  return token.bytes;
}

/** ContentInfo → SignedData → EncapsulatedContentInfo → the octets that hold the TSTInfo. */
function timestampInfoOf(token: Element): Element[] {
  const signedData = childrenOf(childrenOf(token)[1]!)[0]!;
  const encapsulated = childrenOf(signedData).find(({ tag }) => tag === tags.sequence)!;
  const content = childrenOf(childrenOf(encapsulated)[1]!)[0]!;
  return childrenOf(read(content.content));
}
