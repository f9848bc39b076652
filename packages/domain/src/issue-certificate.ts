import type { CalendarDay } from './calendar-day.js';
import { type Certificate, type CertificateFacts, certificateFormat, type HistoryEntry } from './certificate.js';
import { changesBetween } from './certificate-history.js';
import { percentOf } from './ratio.js';
import { Refusal } from './refusal.js';

/** Revision 0 (当初). The ratio is computed, the history begins. */
export function originalCertificate(facts: CertificateFacts): Certificate {
  const { issuedOn } = facts;
  return withRatio({
    ...facts,
    format: certificateFormat,
    revision: 0,
    type: 'original',
    amendments: 0,
    status: 'in_force',
    statusFrom: issuedOn,
    ratio: { percent: '', of: 'contractPrice' },
    history: [{ revision: 0, type: 'original', issuedOn, effectiveOn: issuedOn, reason: null, changes: [] }],
  });
}

interface RevisionCommon {
  issuedOn: CalendarDay;
  /** The day from which it holds: a cancellation leaves the guarantee in force until then. */
  effectiveOn: CalendarDay;
  reason: string | null;
}

export type CertificateRevision =
  | (RevisionCommon & { type: 'amendment' | 'correction'; changes: CertificateChanges })
  | (RevisionCommon & { type: 'cancellation' | 'void' });

/** Only what changes, at any depth; a list is replaced whole. */
export type CertificateChanges = Changed<ChangeableFacts>;
type ChangeableFacts = Omit<AllFacts, 'kind' | 'guaranteeNumber' | 'issuedOn'>;
type AllFacts = { [K in CertificateFacts extends infer F ? (F extends unknown ? keyof F : never) : never]: FactOf<K> };
type FactOf<K extends PropertyKey> = CertificateFacts extends infer F
  ? F extends Record<K, infer V>
    ? V
    : never
  : never;
type Changed<T> = T extends readonly unknown[] ? T : T extends object ? { [K in keyof T]?: Changed<T[K]> } : T;

/** The next revision, with its entry in the history: every changed item before and after. */
export function reviseCertificate(previous: Certificate, revision: CertificateRevision): Certificate {
  if (previous.status === 'cancelled') throw new Refusal('guarantee_already_cancelled');
  if (previous.status === 'void') throw new Refusal('guarantee_already_void');

  const { type, issuedOn, effectiveOn, reason } = revision;
  const next = withRatio({
    ...('changes' in revision ? (merged(previous, revision.changes) as Certificate) : previous),
    revision: previous.revision + 1,
    type,
    amendments: previous.amendments + (type === 'amendment' ? 1 : 0),
    issuedOn,
    ...(type === 'cancellation' && { status: 'cancelled', statusFrom: effectiveOn }),
    ...(type === 'void' && { status: 'void', statusFrom: effectiveOn }),
  });
  const changes = changesBetween(previous, next);
  if ('changes' in revision && changes.length === 0) throw new Refusal('revision_changes_nothing');
  const entry: HistoryEntry = { revision: next.revision, type, issuedOn, effectiveOn, reason, changes };
  return { ...next, history: [...previous.history, entry] };
}

/** The percentage that stands on a certificate follows from its amounts. */
export function ratioOf(certificate: CertificateFacts): Certificate['ratio'] {
  const yearBase = 'fiscalYearBase' in certificate ? certificate.fiscalYearBase : null;
  return yearBase === null
    ? { percent: percentOf(certificate.amount, certificate.works.contractPrice), of: 'contractPrice' }
    : { percent: percentOf(certificate.amount, yearBase.amount), of: 'fiscalYearBase' };
}

function withRatio(certificate: Certificate): Certificate {
  return { ...certificate, ratio: ratioOf(certificate) };
}

function merged(value: unknown, changes: unknown): unknown {
  if (!isObject(value) || !isObject(changes)) return changes;
  const result = { ...value };
  for (const [name, change] of Object.entries(changes)) {
    if (change !== undefined) result[name] = merged(value[name], change);
  }
  return result;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
