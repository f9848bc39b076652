import type { Certificate, CertificateFacts, FiscalYearBase } from './certificate.js';
import type { Yen } from './money.js';
import { percentOf } from './ratio.js';

/** The percentage that is shown: of 今年度対象額 where there is one, else of 請負金額. Limits are never judged on it. */
export function shownRatio({
  amount,
  contractPrice,
  yearBase,
}: {
  amount: Yen;
  contractPrice: Yen;
  yearBase: Pick<FiscalYearBase, 'amount'> | null;
}): Certificate['ratio'] {
  return yearBase === null
    ? { percent: percentOf(amount, contractPrice), of: 'contractPrice' }
    : { percent: percentOf(amount, yearBase.amount), of: 'fiscalYearBase' };
}

/** The percentage that stands on a certificate follows from its amounts. */
export function certificateRatio(facts: CertificateFacts): Certificate['ratio'] {
  const { amount, works } = facts;
  const yearBase = 'fiscalYearBase' in facts ? facts.fiscalYearBase : null;
  return shownRatio({ amount, contractPrice: works.contractPrice, yearBase });
}
