import { type Certificate, type HistoryEntry, statusAfter } from './certificate.js';
import { isItemOf, itemsOf } from './certificate-history.js';
import { certificateRatio } from './certificate-ratio.js';
import { Refusal } from './refusal.js';

/** Refuses a certificate whose members are well formed one by one but contradict each other. */
export function checkConsistency(certificate: Certificate): void {
  checkAmounts(certificate);
  checkPeriods(certificate);
  checkHistory(certificate);
  checkChanges(certificate);
}

function demand(holds: boolean, at: string, rule: string): void {
  if (!holds) throw new Refusal('certificate_inconsistent', { rule }, at);
}

function checkAmounts(certificate: Certificate): void {
  const yearBase = 'fiscalYearBase' in certificate ? certificate.fiscalYearBase : null;
  demand(certificate.works.contractPrice > 0, '/works/contractPrice', 'above 0');
  demand(yearBase === null || yearBase.amount > 0, '/fiscalYearBase/amount', 'above 0');
  demand(certificate.amount > 0, '/amount', 'above 0');
  const ratio = certificateRatio(certificate);
  demand(certificate.ratio.of === ratio.of, '/ratio/of', ratio.of);
  demand(certificate.ratio.percent === ratio.percent, '/ratio/percent', ratio.percent);
}

function checkPeriods({ works, period, contractor }: Certificate): void {
  demand(works.period.from <= works.period.to, '/works/period', 'ends after it begins');
  demand(period.from === null || period.from <= period.to, '/period', 'ends after it begins');
  const venture = contractor.jointVenture;
  demand(
    venture === null || venture.representative < venture.members.length,
    '/contractor/jointVenture/representative',
    'one of the members',
  );
}

function checkHistory(certificate: Certificate): void {
  const { history, revision, type, amendments, issuedOn, status, statusFrom } = certificate;
  demand(history.length === revision + 1, '/history', 'one entry for each revision');
  history.forEach((entry, i) => {
    const at = `/history/${i}`;
    const previous = history[i - 1];
    demand(entry.revision === i, `${at}/revision`, 'without gaps');
    demand((entry.type === 'original') === (i === 0), `${at}/type`, 'the original is the first');
    demand(previous === undefined || statusAfter[previous.type] === 'in_force', at, 'nothing after the end');
    demand(previous === undefined || previous.issuedOn <= entry.issuedOn, `${at}/issuedOn`, 'in order');
  });
  const last = history.at(-1) as HistoryEntry;
  const sinceWhen = statusAfter[last.type] === 'in_force' ? history[0]!.effectiveOn : last.effectiveOn;
  demand(type === last.type, '/type', 'the last entry of the history');
  demand(issuedOn === last.issuedOn, '/issuedOn', 'the last entry of the history');
  demand(amendments === history.filter((entry) => entry.type === 'amendment').length, '/amendments', 'the history');
  demand(status === statusAfter[last.type], '/status', 'the history');
  demand(statusFrom === sinceWhen, '/statusFrom', 'the history');
}

/** Each change of an item begins where the one before it ended, and the last one ends in what the certificate says. */
function checkChanges(certificate: Certificate): void {
  const last = new Map<string, { at: string; after: unknown }>();
  certificate.history.forEach((entry, i) => {
    demand(
      entry.changes.length > 0 === ['amendment', 'correction'].includes(entry.type),
      `/history/${i}/changes`,
      entry.type,
    );
    entry.changes.forEach(({ item, before, after }, j) => {
      const at = `/history/${i}/changes/${j}`;
      const earlier = last.get(item);
      demand(isItemOf(certificate, item), `${at}/item`, 'an item that can change');
      demand(before !== after, at, 'changes something');
      demand(earlier === undefined || earlier.after === before, `${at}/before`, 'what the change before left');
      last.set(item, { at: `${at}/after`, after });
    });
  });
  const items = itemsOf(certificate);
  for (const [item, { at, after }] of last)
    demand((items.get(item) ?? null) === after, at, 'what the certificate says');
}
