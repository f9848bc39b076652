import { readSignature } from './read-signature.js';
import { encodeSignedData } from './signed-data.js';

/** Asks for a token over these bytes. */
export type AskForTimestamp = (signature: Uint8Array) => Promise<Uint8Array>;

/**
 * Puts an RFC 3161 token over the signature into the room that was left for it, in place. No signed byte changes. Apart from
 * signing, so that a thread that prints never waits for somebody else's server.
 */
export async function timestampPdf(pdf: Uint8Array, ask: AskForTimestamp): Promise<Uint8Array> {
  const { open, contents, parts } = readSignature(pdf);
  const timestamp = await ask(parts.signature);
  const signedData = Buffer.from(encodeSignedData({ ...parts, timestamp })).toString('hex');
  if (signedData.length > contents.length) throw new RangeError('the timestamp is too long for its place');
  Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length).write(signedData, open + 1, 'latin1');
  return pdf;
}
