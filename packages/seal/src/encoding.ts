import { SealError } from './seal-error.js';

/** The segments of a compact serialisation. */
export function splitCompact(text: string, segments: number): string[] {
  const found = text.split('.', segments + 1);
  if (found.length !== segments) throw new SealError('malformed');
  return found;
}

/**
 * Decodes base64url without padding, and only its one spelling: `Buffer` skips foreign characters and ignores the unused
 * bits of the last one, so that other texts would pass for the same bytes.
 */
export function decodeBase64url(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.toString('base64url') !== text) throw new SealError('malformed');
  return bytes;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads JSON written in the one way that the format allows: no white space between tokens, no member twice, no escape that
 * is not needed (RFC 8785 section 3.2.2; the order of members is free). Readers that treat doubles or odd numbers differently
 * therefore never see different contents.
 */
export function parseJson(bytes: Uint8Array): unknown {
  let text: string;
  let value: unknown;
  try {
    text = utf8.decode(bytes);
    value = JSON.parse(text);
  } catch {
    // Without the cause, whose message quotes what was read.
    throw new SealError('malformed');
  }
  if (JSON.stringify(value) !== text) throw new SealError('malformed');
  return value;
}

export function encodeJson(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value), 'utf8');
}
