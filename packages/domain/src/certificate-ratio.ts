import type { Certificate, CertificateFacts } from './certificate.js';
import { percentOf } from './ratio.js';

/** The percentage that stands on a certificate follows from its amounts. */
export function certificateRatio(facts: CertificateFacts): Certificate['ratio'] {
  const yearBase = 'fiscalYearBase' in facts ? facts.fiscalYearBase : null;
  return yearBase === null
    ? { percent: percentOf(facts.amount, facts.works.contractPrice), of: 'contractPrice' }
    : { percent: percentOf(facts.amount, yearBase.amount), of: 'fiscalYearBase' };
}
