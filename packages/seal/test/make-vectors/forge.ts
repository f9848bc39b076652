/** Signs and seals what the package itself refuses to, so that a verifier can be shown it. */
import { createCipheriv, createPrivateKey, randomBytes, sign } from 'node:crypto';
import { type PartFacts, type PrivateJwk, type SealedPartHeader, signatureTypes } from '../../src/format.js';
import { partParameters } from '../../src/part.js';

type Text = string | Uint8Array;

/** Members to put in; undefined takes one out. */
type Members = Record<string, unknown>;

export interface ForgedJws {
  key: PrivateJwk;
  /** Changes to the header that the key would have, or its very bytes. */
  header?: Members | Text;
  /** A value, or its very bytes. */
  payload: object | Text;
  dsaEncoding?: 'ieee-p1363' | 'der';
}

export function forgeJws({ key, header = {}, payload, dsaEncoding = 'ieee-p1363' }: ForgedJws): string {
  const right = { alg: 'ES256', typ: signatureTypes[key.purpose], kid: key.kid };
  const signed = `${encode(isText(header) ? header : { ...right, ...header })}.${encode(payload)}`;
  const privateKey = createPrivateKey({ key: { ...key }, format: 'jwk' });
  return `${signed}.${encode(sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding }))}`;
}

export interface ForgedJwe {
  header: Members | Text;
  content: Text;
  sealingKey: Uint8Array;
  ivBytes?: number;
  tagBytes?: 16 | 8;
  encryptedKey?: Text;
}

export function forgeJwe(forged: ForgedJwe): string {
  const { header, content, sealingKey, ivBytes = 12, tagBytes = 16, encryptedKey = '' } = forged;
  const protectedHeader = encode(header);
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', sealingKey, iv, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(protectedHeader));
  const ciphertext = Buffer.concat([cipher.update(content), cipher.final()]);
  return [protectedHeader, encode(encryptedKey), encode(iv), encode(ciphertext), encode(cipher.getAuthTag())].join('.');
}

export function partHeader(facts: PartFacts, digest: SealedPartHeader['digest']): Members {
  return { ...partParameters, ...facts, digest };
}

/** Changes one segment of a compact JWS or JWE. */
export function withSegment(compact: string, index: number, change: (segment: string) => string): string {
  return compact
    .split('.')
    .map((segment, i) => (i === index ? change(segment) : segment))
    .join('.');
}

/** Changes members of a header that stays as it was otherwise, signature and tag included. */
export function withHeader(compact: string, changes: Members): string {
  return withSegment(compact, 0, (segment) =>
    encode({ ...JSON.parse(Buffer.from(segment, 'base64url').toString('utf8')), ...changes }),
  );
}

export function flipFirstBit(segment: string): string {
  const bytes = Buffer.from(segment, 'base64url');
  bytes[0]! ^= 0x80;
  return bytes.toString('base64url');
}

/** Sets an unused bit of the last character: lenient decoders see the same bytes. */
export function setUnusedBit(segment: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return segment.slice(0, -1) + alphabet[alphabet.indexOf(segment.at(-1)!) | 1];
}

function encode(value: object | Text): string {
  return Buffer.from(isText(value) ? value : JSON.stringify(value)).toString('base64url');
}

function isText(value: object | Text): value is Text {
  return typeof value === 'string' || value instanceof Uint8Array;
}
