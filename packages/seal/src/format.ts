/**
 * The deposit format, as types. Stored bytes never change, so this file changes only by a new format version.
 * docs/deposit-format.md says the same in words, for other implementers.
 */
import type { CalendarDay, GuaranteeKind, GuaranteeNumber, RevisionType, StoredStatus } from '@e-surety/domain';

/** `typ` of each kind of signature. A verifier demands its own and refuses every other. */
export const signatureTypes = {
  certificate: 'esurety-certificate+jws',
  envelope: 'esurety-envelope+jws',
  call: 'esurety-call+jwt',
} as const;
export type SignaturePurpose = keyof typeof signatureTypes;

export const partNames = ['certificate', 'pdf'] as const;
export type PartName = (typeof partNames)[number];

/** SHA-256, base64url without padding: 43 characters. */
export type Digest = string & { readonly __digest: unique symbol };

/** First half of the HKDF output, base64url without padding: the index under which D-Sure finds a certificate. */
export type Locator = string & { readonly __locator: unique symbol };

/** `digest`: of the content before sealing. `sealedDigest`: of the ASCII bytes of the compact JWE. */
export type SealedDigests = Record<PartName, { digest: Digest; sealedDigest: Digest }>;

interface EnvelopeCommon {
  format: 'esurety-envelope/1';
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
  /** Index = revision. */
  revisions: SealedDigests[];
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

/** Body of `PUT /v1/certificates/{guaranteeNumber}/revisions/{n}`. */
export interface Deposit {
  envelope: string;
  parts: Record<PartName, string>;
}

/** Body of `PUT /v1/certificates/{guaranteeNumber}/key-generations/{g}`; `revisions[r]` are the parts of revision r. */
export interface KeyReplacement {
  envelope: string;
  revisions: Record<PartName, string>[];
}
