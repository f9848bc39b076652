/**
 * The deposit format, as types. Stored bytes never change, so this file changes only by a new format version.
 * docs/deposit-format.md says the same in words, for other implementers.
 */
import { createHash } from 'node:crypto';
import type { CalendarDay, GuaranteeKind, GuaranteeNumber, RevisionType, StoredStatus } from '@e-surety/domain';

export { SealError, type SealErrorCode, sealErrorCodes } from './seal-error.js';

export const envelopeFormat = 'esurety-envelope/1';
export const partFormat = 'esurety-part/1';

/** `typ` of each kind of signature. A verifier demands its own and refuses every other. */
export const signatureTypes = {
  certificate: 'esurety-certificate+jws',
  envelope: 'esurety-envelope+jws',
  call: 'esurety-call+jwt',
} as const;
/** What an issuer's key is for: each key signs for one purpose alone. */
export type SignaturePurpose = keyof typeof signatureTypes;
export const signaturePurposes = Object.keys(signatureTypes) as SignaturePurpose[];

/** `typ` of a sealed part. */
export const sealedPartType = 'esurety-part+jwe';

export const partNames = ['certificate', 'pdf'] as const;
export type PartName = (typeof partNames)[number];

/** What a part may hold before sealing, in bytes. */
export const partSizeLimits: Record<PartName, number> = { certificate: 128 * 1024, pdf: 1024 * 1024 };

/** The most that D-Sure takes over HTTP: of an envelope in characters, of a body in bytes. */
export const envelopeLimits = { deposit: 16 * 1024, keyReplacement: 1024 * 1024 } as const;
export const bodyLimits = { deposit: 2 * 1024 * 1024, keyReplacement: 64 * 1024 * 1024 } as const;

/** An issuer's id. */
export const issuerIdPattern = '^[a-z][a-z0-9-]{0,31}$';

/** `revision` and `keyGeneration` end here. */
export const highestOrdinal = 9999;

/** The longest that an issuer's call may hold, and how far ahead of D-Sure's clock it may be signed. In seconds. */
export const callLifetime = 300;
export const callClockTolerance = 60;

/** SHA-256, base64url without padding: 43 characters. */
export type Digest = string & { readonly __digest: unique symbol };

/** A string is taken as UTF-8; compact JWS and JWE are ASCII, so their digest is that of the bytes that are sent. */
export function digestOf(content: string | Uint8Array): Digest {
  return createHash('sha256').update(content).digest('base64url') as Digest;
}

/** First half of the HKDF output, base64url without padding: the index under which D-Sure finds a certificate. */
export type Locator = string & { readonly __locator: unique symbol };

/** `digest`: of the content before sealing. `sealedDigest`: of the ASCII bytes of the compact JWE. */
export type SealedDigests = Record<PartName, { digest: Digest; sealedDigest: Digest }>;

interface EnvelopeCommon {
  format: typeof envelopeFormat;
  issuer: string;
  guaranteeNumber: GuaranteeNumber;
  /** 1 for the first key; each replacement adds one. */
  keyGeneration: number;
  locator: Locator;
  /** Digest of the compact envelope before this one in the guarantee's chain; null only for the first. */
  previous: Digest | null;
  /** Seconds since the epoch. When the issuer sealed it; D-Sure keeps its own time of deposit beside it. */
  sealedAt: number;
}

/** Signed by the issuer for one revision. */
export interface DepositEnvelope extends EnvelopeCommon {
  purpose: 'deposit';
  kind: GuaranteeKind;
  revision: number;
  type: RevisionType;
  status: StoredStatus;
  statusFrom: CalendarDay;
  parts: SealedDigests;
}

/** Signed by the issuer when the key is replaced: all revisions sealed anew under a new key generation. */
export interface KeyReplacementEnvelope extends EnvelopeCommon {
  purpose: 'key_replacement';
  /** Index = revision. What the revision's deposit said, with the new sealed digests. */
  revisions: ResealedRevision[];
}

export interface ResealedRevision {
  status: StoredStatus;
  statusFrom: CalendarDay;
  parts: SealedDigests;
}

export type Envelope = DepositEnvelope | KeyReplacementEnvelope;

/** What each JWE's protected header repeats in clear text, so that an exchanged or restatused row is found on opening. */
export interface SealedPartHeader {
  issuer: string;
  guaranteeNumber: GuaranteeNumber;
  revision: number;
  keyGeneration: number;
  status: StoredStatus;
  statusFrom: CalendarDay;
  part: PartName;
  digest: Digest;
}

/** The header but for the digest, which the content decides. */
export type PartFacts = Omit<SealedPartHeader, 'digest'>;

/** What is known in clear text of one revision: what its certificate says must be the same. */
export type RevisionFacts = Pick<
  DepositEnvelope,
  'issuer' | 'guaranteeNumber' | 'kind' | 'revision' | 'type' | 'status' | 'statusFrom'
>;

export type SealedParts = Record<PartName, string>;

/** Body of `PUT /v1/certificates/{guaranteeNumber}/revisions/{n}`. */
export interface Deposit {
  envelope: string;
  parts: SealedParts;
}

/** Body of `PUT /v1/certificates/{guaranteeNumber}/key-generations/{g}`; `revisions[r]` are the parts of revision r. */
export interface KeyReplacement {
  envelope: string;
  revisions: SealedParts[];
}

/** An issuer's public key as it is published and pinned: exactly these members. `kid` is its RFC 7638 thumbprint. */
export interface PublicJwk {
  kty: 'EC';
  crv: 'P-256';
  x: string;
  y: string;
  kid: string;
  use: 'sig';
  alg: 'ES256';
  purpose: SignaturePurpose;
}

/** The same key with its private half, as it lies in the issuer's key file. */
export interface PrivateJwk extends PublicJwk {
  d: string;
}
