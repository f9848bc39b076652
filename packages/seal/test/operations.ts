/** What a vector can ask for: each operation of the format, with JSON in and JSON out. */
import { formatAuthenticationKey, parseAuthenticationKey } from '@e-surety/domain';
import { deriveFromKey } from '../src/derive.js';
import type { Deposit, Digest, KeyReplacement, PartFacts, RevisionFacts, SealedParts } from '../src/format.js';
import { checkCertificate, checkDeposit, checkKeyReplacement, openPart } from '../src/open.js';
import {
  type ChainHead,
  checkSuccession,
  checkUnchanged,
  type DepositedRevision,
  pinKey,
  verifyCall,
  verifyCertificate,
  verifyEnvelope,
} from '../src/verify.js';
import { pinned } from './world.js';

export interface Operations {
  derive: { authenticationKey: string };
  pinKey: { jwk: unknown; issuer: string };
  verifyCertificate: { jws: string };
  verifyEnvelope: { jws: string };
  verifyCall: { jwt: string; audience: string; now: string };
  openPart: { jwe: string; sealingKey: string; expected: PartFacts };
  /** What D-Sure does with the body of a PUT, `head` being where it stands. */
  deposit: { body: Deposit; head: ChainHead | null };
  replaceKey: { body: KeyReplacement; head: ChainHead; deposited: DepositedRevision[] };
  /** What D-Sure does with a key, `revision` being its row. */
  lookUp: { authenticationKey: string; parts: SealedParts; revision: RevisionFacts & { keyGeneration: number } };
}

export type Operation = keyof Operations;

export const operations: { [O in Operation]: (input: Operations[O]) => unknown } = {
  derive({ authenticationKey }) {
    const { locator, sealingKey } = derived(authenticationKey);
    return { locator, sealingKey: base64url(sealingKey) };
  },

  pinKey({ jwk, issuer }) {
    const { kid, purpose } = pinKey(jwk, issuer);
    return { kid, purpose };
  },

  verifyCertificate: ({ jws }) => verifyCertificate(jws, pinned),

  verifyEnvelope: ({ jws }) => verifyEnvelope(jws, pinned),

  verifyCall({ jwt, audience, now }) {
    const { expiresAt, ...call } = verifyCall(jwt, { keys: pinned, audience, now: new Date(now) });
    return { ...call, expiresAt: expiresAt.toISOString() };
  },

  openPart({ jwe, sealingKey, expected }) {
    const { header, content } = openPart(jwe, Buffer.from(sealingKey, 'base64url'), expected);
    return { header, content: base64url(content) };
  },

  deposit({ body, head }) {
    const { envelope, kid } = verifyEnvelope(body.envelope, pinned);
    checkDeposit(envelope, body.parts);
    checkSuccession(envelope, head);
    return { envelope, kid };
  },

  replaceKey({ body, head, deposited }) {
    const { envelope, kid } = verifyEnvelope(body.envelope, pinned);
    checkKeyReplacement(envelope, body.revisions);
    checkSuccession(envelope, head);
    checkUnchanged(envelope, deposited);
    return { envelope, kid };
  },

  lookUp({ authenticationKey, parts, revision: { kind, type, ...facts } }) {
    const { sealingKey } = derived(authenticationKey);
    const opened = openPart(parts.certificate, sealingKey, { ...facts, part: 'certificate' });
    const { certificate, kid } = verifyCertificate(opened.content.toString('ascii'), pinned);
    checkCertificate(certificate, { ...facts, kind, type });
    const pdf = openPart(parts.pdf, sealingKey, { ...facts, part: 'pdf' });
    return { certificate, kid, pdf: pdf.header.digest satisfies Digest };
  },
};

function derived(text: string) {
  const parsed = parseAuthenticationKey(text);
  if (!parsed.ok || formatAuthenticationKey(parsed.key) !== text) throw new Error('a vector holds a wrong key');
  return deriveFromKey(parsed.key);
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
