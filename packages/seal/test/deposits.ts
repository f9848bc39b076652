import type { Certificate } from '@e-surety/domain';
import type { DerivedFromKey } from '../src/derive.js';
import {
  type Deposit,
  type DepositEnvelope,
  type Digest,
  digestOf,
  type KeyReplacement,
  type KeyReplacementEnvelope,
} from '../src/format.js';
import { type RevisionContents, sealDeposit, sealKeyReplacement } from '../src/seal.js';
import { signCertificate, signEnvelope } from '../src/sign.js';
import type { ChainHead, DepositedRevision } from '../src/verify.js';
import { first, pdfOf, signers } from './world.js';

const sealedAt = new Date('2026-11-22T01:00:00Z');

export interface MadeDeposit {
  contents: RevisionContents;
  envelope: DepositEnvelope;
  body: Deposit;
  /** Where the chain stands once it is deposited. */
  head: ChainHead;
  deposited: DepositedRevision;
}

export async function makeDeposit(
  certificate: Certificate,
  {
    previous = null,
    keyGeneration = 1,
    key = first,
  }: { previous?: Digest | null; keyGeneration?: number; key?: DerivedFromKey } = {},
): Promise<MadeDeposit> {
  const jws = await signCertificate(certificate, signers.certificate);
  const contents = { certificate: jws, pdf: pdfOf(jws) };
  const { envelope, parts } = sealDeposit(contents, { keyGeneration, previous, sealedAt }, key);
  const body = { envelope: await signEnvelope(envelope, signers.envelope), parts };
  return { contents, envelope, body, head: headAfter(envelope, body.envelope), deposited: depositedBy(envelope) };
}

export interface MadeKeyReplacement {
  envelope: KeyReplacementEnvelope;
  body: KeyReplacement;
  head: ChainHead;
}

export async function makeKeyReplacement(
  deposits: readonly [MadeDeposit, ...MadeDeposit[]],
  { key, keyGeneration = 2 }: { key: DerivedFromKey; keyGeneration?: number },
): Promise<MadeKeyReplacement> {
  const { head } = deposits.at(-1)!;
  const [original, ...later] = deposits;
  const { envelope, revisions } = sealKeyReplacement(
    [original.contents, ...later.map(({ contents }) => contents)],
    { keyGeneration, previous: head.digest, sealedAt },
    key,
  );
  const body = { envelope: await signEnvelope(envelope, signers.envelope), revisions };
  return {
    envelope,
    body,
    head: { ...head, keyGeneration, locator: key.locator, digest: digestOf(body.envelope) },
  };
}

function headAfter(envelope: DepositEnvelope, compact: string): ChainHead {
  const { issuer, guaranteeNumber, kind, revision, status, keyGeneration, locator } = envelope;
  return { issuer, guaranteeNumber, kind, revision, status, keyGeneration, locator, digest: digestOf(compact) };
}

function depositedBy({ status, statusFrom, parts }: DepositEnvelope): DepositedRevision {
  return { status, statusFrom, digests: { certificate: parts.certificate.digest, pdf: parts.pdf.digest } };
}
