import type { CalendarDay } from './calendar-day.js';
import type { Certificate, CertificateFacts, ChangedValue, PriorAdvance } from './certificate.js';
import { changesBetween } from './certificate-history.js';
import { certificateRatio } from './certificate-ratio.js';
import { parseCertificate } from './parse-certificate.js';
import { Refusal } from './refusal.js';

export type CertificateRevision = {
  issuedOn: CalendarDay;
  /** The day from which it holds: until then a cancellation leaves the guarantee in force. */
  effectiveOn: CalendarDay;
  reason: string | null;
} & ({ type: 'amendment' | 'correction'; changes: CertificateChanges } | { type: 'cancellation' | 'void' });

/** Only what changes, at any depth; a list and `priorAdvance` are replaced whole. The ratio and the first day of 保証期間 follow by themselves. */
export type CertificateChanges = {
  [Name in Exclude<FactName, 'kind' | 'guaranteeNumber' | 'issuedOn'>]?: Changed<FactNamed<Name>>;
};
type EachKind<Facts> = Facts extends unknown ? keyof Facts : never;
type FactName = EachKind<CertificateFacts>;
type FactNamed<Name extends FactName> = Extract<CertificateFacts, { [N in Name]: unknown }>[Name];
type Changed<T> = T extends ChangedValue | readonly unknown[] | PriorAdvance
  ? T
  : { [Name in keyof T]?: Changed<T[Name]> };

/** The next revision, its entry in the history included: every changed item before and after. */
export function reviseCertificate(previous: Certificate, revision: CertificateRevision): Certificate {
  if (previous.status === 'cancelled') throw new Refusal('guarantee_already_cancelled');
  if (previous.status === 'void') throw new Refusal('guarantee_already_void');

  const { type, issuedOn, effectiveOn, reason } = revision;
  const next = 'changes' in revision ? changed(previous, revision.changes) : previous;
  const changes = changesBetween(previous, next);
  if ('changes' in revision && changes.length === 0) throw new Refusal('revision_changes_nothing');

  const number = previous.revision + 1;
  return parseCertificate({
    ...next,
    revision: number,
    type,
    amendments: previous.amendments + (type === 'amendment' ? 1 : 0),
    issuedOn,
    ...(type === 'cancellation' && { status: 'cancelled', statusFrom: effectiveOn }),
    ...(type === 'void' && { status: 'void', statusFrom: effectiveOn }),
    history: [...previous.history, { revision: number, type, issuedOn, effectiveOn, reason, changes }],
  });
}

function changed(previous: Certificate, changes: CertificateChanges): Certificate {
  const next = followed(merged(previous, changes) as Certificate, changes);
  return { ...next, ratio: certificateRatio(next) };
}

/** 保証期間 begins with the 請負契約: where its first day is known, another day of the contract is its first day too. */
function followed(next: Certificate, { works }: CertificateChanges): Certificate {
  if (works?.contractDate === undefined || next.period.from === null) return next;
  return { ...next, period: { ...next.period, from: works.contractDate } };
}

function merged(value: unknown, changes: unknown): unknown {
  if (!isObject(value) || !isObject(changes)) return changes;
  const result = { ...value };
  for (const [name, change] of Object.entries(changes)) {
    if (change !== undefined) result[name] = name === 'priorAdvance' ? change : merged(value[name], change);
  }
  return result;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
