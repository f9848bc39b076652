import { decodeBase64url, splitCompact } from './encoding.js';
import * as facts from './facts.js';
import { partFormat, partNames, partSizeLimits, SealError, type SealedPartHeader, sealedPartType } from './format.js';
import { parseProtectedHeader } from './header.js';
import { object, oneOf } from './shape.js';

/** A compact JWE taken apart; nothing in it is opened or proved yet. */
export interface SealedPart {
  header: SealedPartHeader;
  /** What the authentication tag covers besides the ciphertext. */
  additionalData: Buffer;
  iv: Buffer;
  ciphertext: Buffer;
  tag: Buffer;
}

/** The members that are the same in each part. */
export const partParameters = { alg: 'dir', enc: 'A256GCM', typ: sealedPartType, format: partFormat } as const;

/** All that a protected header holds, and nothing else. */
export const protectedHeader = object<typeof partParameters & SealedPartHeader>({
  alg: oneOf(['dir']),
  enc: oneOf(['A256GCM']),
  typ: oneOf([sealedPartType]),
  format: oneOf([partFormat]),
  issuer: facts.issuerId,
  guaranteeNumber: facts.guaranteeNumber,
  revision: facts.revision,
  keyGeneration: facts.keyGeneration,
  status: facts.storedStatus,
  statusFrom: facts.calendarDay,
  part: oneOf(partNames),
  digest: facts.digest,
});

export function parseSealedPart(jwe: string): SealedPart {
  const segments = splitCompact(jwe, 5) as [string, string, string, string, string];
  const [headerText, encryptedKey, ivText, ciphertextText, tagText] = segments;
  const header = readHeader(decodeBase64url(headerText));
  const iv = decodeBase64url(ivText);
  const ciphertext = decodeBase64url(ciphertextText);
  const tag = decodeBase64url(tagText);
  // With `dir` there is no encrypted key.
  if (encryptedKey !== '' || iv.length !== 12 || tag.length !== 16) throw new SealError('malformed');
  if (ciphertext.length > partSizeLimits[header.part]) throw new SealError('content_too_large');
  return { header, additionalData: Buffer.from(headerText, 'ascii'), iv, ciphertext, tag };
}

function readHeader(bytes: Uint8Array): SealedPartHeader {
  const { alg, enc, typ, format, ...header } = protectedHeader(parseProtectedHeader(bytes, partParameters), '');
  return header;
}
