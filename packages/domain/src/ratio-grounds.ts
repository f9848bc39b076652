import { maxYen, type Yen, yen } from './money.js';
import type { RatioRequest } from './ratio-policy.js';
import type { GuaranteeKind } from './words.js';

/** A guarantee of works, in force or being asked for, as limits over the whole works look at it. */
export interface GuaranteeOnWorks {
  kind: GuaranteeKind;
  amount: Yen;
  /** The year of its 今年度対象額; null where the whole contract is its base. */
  fiscalYear: number | null;
}

/** What a guarantee is judged against, and together with what. */
export type RatioGround = Pick<RatioRequest, 'base' | 'sameKind' | 'priorAdvance'> & {
  of: 'contractPrice' | 'fiscalYearBase';
};

/**
 * Advances of the same works are judged together, however many applications they came by: against 今年度対象額 with those of the
 * same year, and against 請負金額 with all of them. A 契約保証 is judged by itself.
 */
export function ratioGrounds(
  /** `year: null`: a base of which it is not known yet for which year it is. */
  guarantee: { kind: GuaranteeKind; base: { year: number | null; amount: Yen } | null },
  others: readonly GuaranteeOnWorks[],
  contractPrice: Yen,
): RatioGround[] {
  const { kind, base } = guarantee;
  if (kind === 'performance') return [{ of: 'contractPrice', base: contractPrice, sameKind: null, priorAdvance: null }];
  const together = (counted: readonly GuaranteeOnWorks[]) => ({
    sameKind: sumOf(counted.filter((other) => other.kind === kind)),
    priorAdvance:
      kind === 'interim_advance_payment' ? sumOf(counted.filter((other) => other.kind === 'advance_payment')) : null,
  });
  const ofContract = { of: 'contractPrice', base: contractPrice, ...together(others) } as const;
  if (base === null) return [ofContract];
  const ofYear = together(base.year === null ? [] : others.filter(({ fiscalYear }) => fiscalYear === base.year));
  return [{ of: 'fiscalYearBase', base: base.amount, ...ofYear }, ofContract];
}

/** A sum that no longer counts as yen is above every limit anyhow. */
function sumOf(guarantees: readonly GuaranteeOnWorks[]): Yen {
  return yen(
    Math.min(
      guarantees.reduce((sum, { amount }) => sum + amount, 0),
      maxYen,
    ),
  );
}
