import { createDecipheriv } from 'node:crypto';
import { compareFacts } from './compare.js';
import { digestOf, type PartFacts, SealError, type SealedPartHeader } from './format.js';
import { parseSealedPart, type SealedPart } from './part.js';

export { checkCertificate, checkDeposit, checkKeyReplacement } from './compare.js';

export interface OpenedPart {
  header: SealedPartHeader;
  content: Buffer;
}

/** What a part says of itself, read without the key and proved by nothing. */
export function readPartHeader(jwe: string): SealedPartHeader {
  return parseSealedPart(jwe).header;
}

/** Opens a part and demands that it is the one expected: an exchanged, older or restatused one is refused. */
export function openPart(jwe: string, sealingKey: Uint8Array, expected: PartFacts): OpenedPart {
  const part = parseSealedPart(jwe);
  compareFacts(part.header, expected);
  const content = decrypt(part, sealingKey);
  if (digestOf(content) !== part.header.digest) throw new SealError('digest_differs');
  return { header: part.header, content };
}

function decrypt({ additionalData, iv, ciphertext, tag }: SealedPart, sealingKey: Uint8Array): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', sealingKey, iv, { authTagLength: 16 });
    decipher.setAAD(additionalData).setAuthTag(tag);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  } catch {
    throw new SealError('cannot_open');
  }
}
