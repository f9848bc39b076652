import { type Certificate, type GuaranteeStatus, type HistoryEntry, statusAt, todayInTokyo } from '@e-surety/domain';
import type { OpenedCertificate } from './open-stored.js';
import type { StoredRevision } from './stored-revision.js';
import { type Verification, verificationOf } from './verification.js';

/** What a reader is told of a guarantee: its newest revision, how it stands now, and what was checked. */
export interface SeenCertificate {
  guaranteeNumber: string;
  issuer: { id: string; name: string };
  status: GuaranteeStatus;
  revision: number;
  revisions: number;
  depositedAt: string;
  checkedAt: string;
  certificate: Certificate;
  history: HistoryEntry[];
  verification: Verification[];
  links: { pdf: string; jws: string; receipt: string };
}

/** The same, for whoever came with the key: with the token that opens the papers. */
export interface FoundCertificate extends SeenCertificate {
  view: { token: string; expiresAt: string };
}

/**
 * Whether a check failed although all that was deposited agrees (a signing key that was compromised before). Then `status` is only what
 * stands in the store, and nobody is told by a colour or a word alone that a guarantee is in force.
 */
export const isUnproved = ({ verification }: Pick<SeenCertificate, 'verification'>): boolean =>
  verification.some(({ result }) => result === 'failed');

/** How that is said. */
export const unprovedTitle = '真正と確かめられません';

export function seenCertificate(
  stored: StoredRevision,
  { certificate, key }: OpenedCertificate,
  { now, publicUrl }: { now: Date; publicUrl: string },
): SeenCertificate {
  const { guaranteeNumber, revision } = stored;
  const at = `${publicUrl}/v1/certificates/${guaranteeNumber}/revisions/${revision}`;
  return {
    guaranteeNumber,
    issuer: { id: stored.issuer, name: key.issuerName },
    status: statusAt(certificate, todayInTokyo(now)),
    revision,
    revisions: stored.newestRevision + 1,
    depositedAt: stored.depositedAt.toISOString(),
    checkedAt: now.toISOString(),
    certificate,
    history: certificate.history,
    verification: verificationOf(stored, key),
    links: { pdf: `${at}/certificate.pdf`, jws: `${at}/certificate.jws`, receipt: `${at}/receipt.pdf` },
  };
}
