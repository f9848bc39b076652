import { createCipheriv, randomBytes } from 'node:crypto';
import type { Certificate } from '@e-surety/domain';
import { readOwnCertificate } from './certificate.js';
import type { DerivedFromKey } from './derive.js';
import { encodeJson } from './encoding.js';
import {
  type DepositEnvelope,
  type Digest,
  digestOf,
  envelopeFormat,
  type KeyReplacementEnvelope,
  type PartFacts,
  partNames,
  partSizeLimits,
  SealError,
  type SealedDigests,
  type SealedParts,
} from './format.js';
import { partParameters, protectedHeader } from './part.js';

/** Seals one part under a fresh random IV: sealed again, the same content gives other bytes. */
export function sealPart(content: Uint8Array, facts: PartFacts, sealingKey: Uint8Array): string {
  if (content.length > partSizeLimits[facts.part]) throw new SealError('content_too_large');
  // Nothing is sealed that a reader would refuse.
  const members = protectedHeader({ ...partParameters, ...facts, digest: digestOf(content) }, '');
  const header = encodeJson(members).toString('base64url');
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', sealingKey, iv, { authTagLength: 16 });
  cipher.setAAD(Buffer.from(header, 'ascii'));
  const ciphertext = Buffer.concat([cipher.update(content), cipher.final()]);
  return `${header}..${[iv, ciphertext, cipher.getAuthTag()].map((bytes) => bytes.toString('base64url')).join('.')}`;
}

/** The contents of one revision: the compact certificate JWS as it was signed, and the PDF. */
export interface RevisionContents {
  certificate: string;
  pdf: Uint8Array;
}

export interface SealingFacts {
  keyGeneration: number;
  /** `digestOf` the compact envelope before this one; null for revision 0. */
  previous: Digest | null;
  sealedAt: Date;
}

/** Seals a revision and says what its envelope must be. All that the envelope repeats is read from the certificate itself. */
export function sealDeposit(
  contents: RevisionContents,
  facts: SealingFacts,
  key: DerivedFromKey,
): { envelope: DepositEnvelope; parts: SealedParts } {
  const certificate = readOwnCertificate(contents.certificate);
  const { parts, digests } = sealRevision(contents, certificate, facts.keyGeneration, key.sealingKey);
  const { kind, revision, type, status, statusFrom } = certificate;
  return {
    envelope: {
      ...common(certificate, facts, key),
      purpose: 'deposit',
      kind,
      revision,
      type,
      status,
      statusFrom,
      parts: digests,
    },
    parts,
  };
}

/** Seals all revisions anew under another key. `contents[r]` is revision r. */
export function sealKeyReplacement(
  contents: readonly [RevisionContents, ...RevisionContents[]],
  facts: SealingFacts,
  key: DerivedFromKey,
): { envelope: KeyReplacementEnvelope; revisions: SealedParts[] } {
  const certificates = contents.map((content) => readOwnCertificate(content.certificate));
  demandHistoryOfOne(certificates);
  const sealed = contents.map((content, r) =>
    sealRevision(content, certificates[r]!, facts.keyGeneration, key.sealingKey),
  );
  return {
    envelope: {
      ...common(certificates[0]!, facts, key),
      purpose: 'key_replacement',
      revisions: sealed.map(({ digests }, r) => ({
        status: certificates[r]!.status,
        statusFrom: certificates[r]!.statusFrom,
        parts: digests,
      })),
    },
    revisions: sealed.map(({ parts }) => parts),
  };
}

function demandHistoryOfOne(certificates: readonly Certificate[]): void {
  for (const [revision, certificate] of certificates.entries()) {
    const sameGuarantee = certificate.guaranteeNumber === certificates[0]!.guaranteeNumber;
    if (!sameGuarantee || certificate.revision !== revision) throw new SealError('revisions_differ', `/${revision}`);
  }
}

function common({ issuer, guaranteeNumber }: Certificate, facts: SealingFacts, { locator }: DerivedFromKey) {
  return {
    format: envelopeFormat,
    issuer: issuer.id,
    guaranteeNumber,
    keyGeneration: facts.keyGeneration,
    locator,
    previous: facts.previous,
    sealedAt: Math.floor(facts.sealedAt.getTime() / 1000),
  } as const;
}

function sealRevision(
  contents: RevisionContents,
  { issuer, guaranteeNumber, revision, status, statusFrom }: Certificate,
  keyGeneration: number,
  sealingKey: Uint8Array,
): { parts: SealedParts; digests: SealedDigests } {
  const facts = { issuer: issuer.id, guaranteeNumber, revision, keyGeneration, status, statusFrom };
  const bytes = { certificate: Buffer.from(contents.certificate, 'ascii'), pdf: contents.pdf };
  const parts = {} as SealedParts;
  const digests = {} as SealedDigests;
  for (const part of partNames) {
    parts[part] = sealPart(bytes[part], { ...facts, part }, sealingKey);
    digests[part] = { digest: digestOf(bytes[part]), sealedDigest: digestOf(parts[part]) };
  }
  return { parts, digests };
}
