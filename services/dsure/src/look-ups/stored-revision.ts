import type { Digest, PartFacts, PartName, RevisionFacts } from '@e-surety/seal/format';

/** What D-Sure's own tables say of one revision, in clear text. */
export interface StoredRevision extends RevisionFacts {
  keyGeneration: number;
  newestRevision: number;
  depositedAt: Date;
  digests: Record<PartName, Digest>;
}

/** What the sealed part of this revision has to say of itself. */
export function partFacts(stored: StoredRevision, part: PartName): PartFacts {
  const { issuer, guaranteeNumber, revision, keyGeneration, status, statusFrom } = stored;
  return { issuer, guaranteeNumber, revision, keyGeneration, status, statusFrom, part };
}

export function revisionFacts(stored: StoredRevision): RevisionFacts {
  const { issuer, guaranteeNumber, kind, revision, type, status, statusFrom } = stored;
  return { issuer, guaranteeNumber, kind, revision, type, status, statusFrom };
}
