import type { Yen } from './money.js';
import { isAtLeast, isAtMost, maximumOf, minimumOf, percentOf } from './ratio.js';
import type { GuaranteeKind, WorksSubject } from './words.js';

/** The limits that an orderer sets for the amounts of guarantees. */
export interface RatioPolicy {
  limits: RatioLimit[];
  /** Amounts are cut below this unit; 1 = to the yen. */
  unit: number;
  onBreach: 'warning' | 'refusal';
}

export interface RatioLimit {
  /** Names the rule in an answer: `advance_payment_at_most_40`. */
  rule: string;
  kind: GuaranteeKind;
  subjects: WorksSubject[];
  /** True: for low bids (低入札) only, and then instead of the usual limit; false: for all others. */
  lowBid: boolean;
  bound: 'at_most' | 'at_least';
  ppm: number;
  /** True: the amount and the prior advance are judged together. */
  withPriorAdvance: boolean;
}

export interface RatioRequest {
  kind: GuaranteeKind;
  subject: WorksSubject;
  lowBid: boolean;
  amount: Yen;
  /** 請負金額, or 今年度対象額. */
  base: Yen;
  priorAdvance: Yen | null;
}

/** A broken limit, with all that is needed to see why. */
export interface RatioFinding {
  rule: string;
  severity: 'warning' | 'refusal';
  bound: 'at_most' | 'at_least';
  ppm: number;
  base: Yen;
  /** What was judged: the amount, with the prior advance where they count together. */
  judged: Yen;
  percent: string;
  /** The largest or smallest amount that the rule would allow, after the orderer's cut. */
  limit: Yen;
}

/** The usual limits of public works, for orderers that publish none: a warning at most. */
export const usualRatioPolicy: RatioPolicy = {
  unit: 1,
  onBreach: 'warning',
  limits: [
    limit('advance_payment', ['construction'], false, 'at_most', 40),
    limit('advance_payment', ['consulting'], false, 'at_most', 30),
    limit('advance_payment', ['construction', 'consulting'], true, 'at_most', 20),
    limit('interim_advance_payment', ['construction', 'consulting'], false, 'at_most', 20),
    limit('interim_advance_payment', ['construction', 'consulting'], false, 'at_most', 60, true),
    limit('performance', ['construction', 'consulting'], false, 'at_least', 10),
    limit('performance', ['construction', 'consulting'], true, 'at_least', 30),
  ],
};

/** Every limit that the request breaks, judged exactly and never on the displayed percentage. */
export function judgeRatio(policy: RatioPolicy | null, request: RatioRequest): RatioFinding[] {
  const { limits, unit, onBreach } = policy ?? usualRatioPolicy;
  return limits
    .filter(({ kind, subjects, lowBid }) => {
      return kind === request.kind && subjects.includes(request.subject) && lowBid === request.lowBid;
    })
    .flatMap(({ rule, bound, ppm, withPriorAdvance }) => {
      const { base, amount, priorAdvance } = request;
      const judged = (withPriorAdvance ? amount + (priorAdvance ?? 0) : amount) as Yen;
      const kept = bound === 'at_most' ? isAtMost(judged, base, ppm) : isAtLeast(judged, base, ppm);
      if (kept) return [];
      const most = bound === 'at_most' ? maximumOf(base, ppm, unit) : minimumOf(base, ppm, unit);
      return [{ rule, severity: onBreach, bound, ppm, base, judged, percent: percentOf(judged, base), limit: most }];
    });
}

function limit(
  kind: GuaranteeKind,
  subjects: WorksSubject[],
  lowBid: boolean,
  bound: RatioLimit['bound'],
  percent: number,
  withPriorAdvance = false,
): RatioLimit {
  const rule = [kind, withPriorAdvance && 'with_prior_advance', lowBid && 'of_low_bid', bound, percent];
  return {
    rule: rule.filter(Boolean).join('_'),
    kind,
    subjects,
    lowBid,
    bound,
    ppm: percent * 10_000,
    withPriorAdvance,
  };
}
