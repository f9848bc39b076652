import type { CalendarDay, GuaranteeKind, GuaranteeNumber, StoredStatus } from '@e-surety/domain';
import {
  type DepositEnvelope,
  type Digest,
  type Envelope,
  type KeyReplacementEnvelope,
  type Locator,
  type PartName,
  partNames,
  SealError,
} from './format.js';

/** Where a guarantee's chain of envelopes stands. */
export interface ChainHead {
  issuer: string;
  guaranteeNumber: GuaranteeNumber;
  kind: GuaranteeKind;
  /** The newest. */
  revision: number;
  status: StoredStatus;
  keyGeneration: number;
  locator: Locator;
  /** Of the newest compact envelope. */
  digest: Digest;
}

/** Whether this envelope is the one that comes next. A repetition of the newest one is for the store to recognise first. */
export function checkSuccession(envelope: Envelope, head: ChainHead | null): void {
  if (head === null) {
    if (envelope.purpose !== 'deposit' || envelope.revision !== 0) throw new SealError('revision_out_of_sequence');
    return;
  }
  if (envelope.issuer !== head.issuer) throw new SealError('guarantee_differs', '/issuer');
  if (envelope.guaranteeNumber !== head.guaranteeNumber) throw new SealError('guarantee_differs', '/guaranteeNumber');
  if (envelope.purpose === 'deposit') checkNextRevision(envelope, head);
  else checkNextKeyGeneration(envelope, head);
  if (envelope.previous !== head.digest) throw new SealError('chain_broken');
}

function checkNextRevision(envelope: DepositEnvelope, head: ChainHead): void {
  if (envelope.kind !== head.kind) throw new SealError('guarantee_differs', '/kind');
  if (envelope.keyGeneration < head.keyGeneration) throw new SealError('key_generation_outdated');
  if (envelope.keyGeneration > head.keyGeneration) throw new SealError('key_generation_out_of_sequence');
  if (envelope.revision !== head.revision + 1) throw new SealError('revision_out_of_sequence');
  if (envelope.locator !== head.locator) throw new SealError('locator_differs');
  if (head.status !== 'in_force') throw new SealError('guarantee_ended');
}

function checkNextKeyGeneration(envelope: KeyReplacementEnvelope, head: ChainHead): void {
  if (envelope.keyGeneration <= head.keyGeneration) throw new SealError('key_generation_outdated');
  if (envelope.keyGeneration > head.keyGeneration + 1) throw new SealError('key_generation_out_of_sequence');
  if (envelope.revisions.length !== head.revision + 1) throw new SealError('revisions_differ');
  if (envelope.locator === head.locator) throw new SealError('locator_unchanged');
}

/** What the store keeps of a deposited revision that no key replacement may change. */
export interface DepositedRevision {
  status: StoredStatus;
  statusFrom: CalendarDay;
  digests: Record<PartName, Digest>;
}

/** Whether a key replacement seals anew exactly what was deposited. `deposited[r]` is revision r. */
export function checkUnchanged(envelope: KeyReplacementEnvelope, deposited: readonly DepositedRevision[]): void {
  if (envelope.revisions.length !== deposited.length) throw new SealError('revisions_differ');
  for (const [revision, before] of deposited.entries()) {
    const now = envelope.revisions[revision]!;
    if (now.status !== before.status) throw new SealError('revisions_differ', `/revisions/${revision}/status`);
    if (now.statusFrom !== before.statusFrom)
      throw new SealError('revisions_differ', `/revisions/${revision}/statusFrom`);
    for (const part of partNames) {
      if (now.parts[part].digest !== before.digests[part]) {
        throw new SealError('revisions_differ', `/revisions/${revision}/parts/${part}/digest`);
      }
    }
  }
}
