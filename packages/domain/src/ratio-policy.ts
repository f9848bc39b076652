import { maxYen, type Yen, yen } from './money.js';
import { maximumOf, minimumOf, percentOf } from './ratio.js';
import { type GuaranteeKind, type WorksSubject, worksSubjects } from './words.js';

/** The limits that an orderer sets for the amounts of guarantees. */
export interface RatioPolicy {
  limits: RatioLimit[];
  /** Amounts are cut below this unit; 1 = to the yen. */
  unit: number;
  onBreach: 'warning' | 'refusal';
}

export interface RatioLimit {
  /** Names the rule in an answer. */
  rule: string;
  kind: GuaranteeKind;
  subjects: readonly WorksSubject[];
  /** low: for low bids (低入札), in place of the usual limit. */
  bids: 'usual' | 'low' | 'all';
  bound: 'at_most' | 'at_least';
  ppm: number;
  /** Whether the earlier advance counts in. */
  withPriorAdvance: boolean;
}

export interface RatioRequest {
  kind: GuaranteeKind;
  subject: WorksSubject;
  lowBid: boolean;
  amount: Yen;
  /** 請負金額, or 今年度対象額. */
  base: Yen;
  /** What else of its kind is in force or being asked for on the same works. */
  sameKind?: Yen | null;
  priorAdvance: Yen | null;
}

/** A limit that applies, kept or broken, with all that is needed to see why. */
export interface JudgedLimit {
  rule: string;
  kept: boolean;
  bound: 'at_most' | 'at_least';
  ppm: number;
  base: Yen;
  /** The amount with all of its kind, and with the earlier advances where they count in. */
  judged: Yen;
  percent: string;
  /** The largest or smallest sum that the rule allows, after the orderer's cut. */
  limit: Yen;
}

/** A broken limit. */
export interface RatioFinding extends Omit<JudgedLimit, 'kept'> {
  severity: 'warning' | 'refusal';
}

const everyBid = { subjects: worksSubjects, bids: 'all', withPriorAdvance: false } as const;
const usualBid = { ...everyBid, bids: 'usual' } as const;
const lowBid = { ...everyBid, bids: 'low' } as const;
const advance = { kind: 'advance_payment', bound: 'at_most' } as const;
const interim = { kind: 'interim_advance_payment', bound: 'at_most' } as const;
const performance = { kind: 'performance', bound: 'at_least' } as const;

/** The usual limits of public works, for orderers that publish none: a warning at most. */
export const usualRatioPolicy: RatioPolicy = {
  unit: 1,
  onBreach: 'warning',
  limits: [
    { ...usualBid, ...advance, rule: 'advance_payment_of_works', subjects: ['construction'], ppm: 400_000 },
    { ...usualBid, ...advance, rule: 'advance_payment_of_consulting', subjects: ['consulting'], ppm: 300_000 },
    { ...lowBid, ...advance, rule: 'advance_payment_after_low_bid', ppm: 200_000 },
    { ...everyBid, ...interim, rule: 'interim_advance_payment', ppm: 200_000 },
    { ...everyBid, ...interim, rule: 'advance_payments_together', ppm: 600_000, withPriorAdvance: true },
    { ...usualBid, ...performance, rule: 'performance', ppm: 100_000 },
    { ...lowBid, ...performance, rule: 'performance_after_low_bid', ppm: 300_000 },
  ],
};

/** Every limit that the request breaks. */
export function judgeRatio(policy: RatioPolicy | null, request: RatioRequest): RatioFinding[] {
  const { onBreach } = policy ?? usualRatioPolicy;
  return judgeLimits(policy, request)
    .filter(({ kept }) => !kept)
    .map(({ kept: _, ...broken }) => ({ ...broken, severity: onBreach }));
}

/** Every limit that applies to the request, judged on the sum that the orderer's cut leaves and never on the percentage that is shown. */
export function judgeLimits(policy: RatioPolicy | null, request: RatioRequest): JudgedLimit[] {
  const { limits, unit } = policy ?? usualRatioPolicy;
  const { base, priorAdvance } = request;
  const amount = added(request.amount, request.sameKind ?? null);
  return limits
    .filter((limit) => appliesTo(limit, request))
    .map(({ rule, bound, ppm, withPriorAdvance }) => {
      const judged = withPriorAdvance ? added(amount, priorAdvance) : amount;
      const limit = (bound === 'at_most' ? maximumOf : minimumOf)(base, ppm, unit);
      const kept = bound === 'at_most' ? judged <= limit : judged >= limit;
      return { rule, bound, ppm, base, judged, kept, percent: percentOf(judged, base), limit };
    });
}

function appliesTo({ kind, subjects, bids }: RatioLimit, request: RatioRequest): boolean {
  const bid = request.lowBid ? 'low' : 'usual';
  return kind === request.kind && subjects.includes(request.subject) && (bids === 'all' || bids === bid);
}

/** A sum that no longer counts as yen is above every limit anyhow. */
function added(amount: Yen, prior: Yen | null): Yen {
  return yen(Math.min(amount + (prior ?? 0), maxYen));
}
