import type { Certificate } from '@e-surety/domain';
import {
  type DepositEnvelope,
  digestOf,
  type Envelope,
  type KeyReplacementEnvelope,
  type PartFacts,
  partNames,
  type ResealedRevision,
  type RevisionFacts,
  SealError,
  type SealedPartHeader,
  type SealedParts,
} from './format.js';
import { parseSealedPart, type SealedPart } from './part.js';

/** Whether the parts that came with an envelope are those that it names, as far as can be told without the key. */
export function checkDeposit(envelope: Envelope, parts: SealedParts): asserts envelope is DepositEnvelope {
  if (envelope.purpose !== 'deposit') throw new SealError('wrong_purpose');
  checkParts({ ...sharedFacts(envelope), revision: envelope.revision }, envelope, parts, '/parts');
}

/** As {@link checkDeposit}, for each revision. That nothing but the key has changed is told by `checkUnchanged`. */
export function checkKeyReplacement(
  envelope: Envelope,
  revisions: readonly SealedParts[],
): asserts envelope is KeyReplacementEnvelope {
  if (envelope.purpose !== 'key_replacement') throw new SealError('wrong_purpose');
  if (revisions.length !== envelope.revisions.length) throw new SealError('revisions_differ');
  for (const [revision, parts] of revisions.entries()) {
    const resealed = envelope.revisions[revision]!;
    checkParts({ ...sharedFacts(envelope), revision }, resealed, parts, `/revisions/${revision}`);
  }
}

/** Whether a certificate says of itself what is known of it in clear text. */
export function checkCertificate(certificate: Certificate, expected: RevisionFacts): void {
  const said: RevisionFacts = {
    issuer: certificate.issuer.id,
    guaranteeNumber: certificate.guaranteeNumber,
    kind: certificate.kind,
    revision: certificate.revision,
    type: certificate.type,
    status: certificate.status,
    statusFrom: certificate.statusFrom,
  };
  for (const name of Object.keys(said) as (keyof RevisionFacts)[]) {
    if (said[name] !== expected[name]) throw new SealError('certificate_differs', `/${name}`);
  }
}

const factNames = ['issuer', 'guaranteeNumber', 'revision', 'keyGeneration', 'status', 'statusFrom', 'part'] as const;

export function compareFacts(header: SealedPartHeader, expected: PartFacts, at = ''): void {
  for (const name of factNames) {
    if (header[name] !== expected[name]) throw new SealError('header_differs', `${at}/${name}`);
  }
}

type SharedFacts = Pick<PartFacts, 'issuer' | 'guaranteeNumber' | 'keyGeneration'>;

function sharedFacts({ issuer, guaranteeNumber, keyGeneration }: SharedFacts): SharedFacts {
  return { issuer, guaranteeNumber, keyGeneration };
}

function checkParts(
  shared: SharedFacts & { revision: number },
  { status, statusFrom, parts: signed }: ResealedRevision,
  parts: SealedParts,
  at: string,
): void {
  for (const part of partNames) {
    const { header } = parseAt(`${at}/${part}`, parts[part]);
    compareFacts(header, { ...shared, status, statusFrom, part }, `${at}/${part}`);
    if (header.digest !== signed[part].digest) throw new SealError('digest_differs', `${at}/${part}`);
    if (digestOf(parts[part]) !== signed[part].sealedDigest)
      throw new SealError('sealed_digest_differs', `${at}/${part}`);
  }
}

/** A refusal of one part among several says which. */
function parseAt(at: string, jwe: string): SealedPart {
  try {
    return parseSealedPart(jwe);
  } catch (error) {
    throw error instanceof SealError ? new SealError(error.code, `${at}${error.at ?? ''}`) : error;
  }
}
