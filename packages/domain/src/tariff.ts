import type { CalendarDay } from './calendar-day.js';
import { portionOf, type Rounding, type Yen, yen } from './money.js';
import { Refusal } from './refusal.js';
import type { GuaranteeKind } from './words.js';

/** 保証料率表: data, versioned with the 約款. A changed rate is a new version, never an edit. */
export interface Tariff {
  version: string;
  validFrom: CalendarDay;
  kinds: Record<GuaranteeKind, FeeRule>;
}

export interface FeeRule {
  /** marginal: each tier's rate on the part within it. whole: the tier's rate on the whole amount. flat: one rate for all. */
  method: 'marginal' | 'whole' | 'flat';
  /** Ascending; `upTo` is included in the tier, null = without end. */
  tiers: { upTo: Yen | null; ppm: number }[];
  minimum: Yen;
  rounding: Rounding;
  /** A made-up rate, and every paper that shows it says so. */
  sample: boolean;
}

/** One line of a 保証料計算書, with all that is needed to compute it again. The lines add up to the fee. */
export type FeeLine =
  /** amount = base × ppm ÷ 1,000,000, rounded by itself */
  | { type: 'rate'; base: Yen; ppm: number; rounding: Rounding; amount: Yen }
  /** amount = what the lines before lack to the minimum */
  | { type: 'minimum'; minimum: Yen; amount: Yen };

export interface Fee {
  amount: Yen;
  tariffVersion: string;
  sample: boolean;
  lines: FeeLine[];
}

export function computeFee(tariff: Tariff, kind: GuaranteeKind, amount: Yen): Fee {
  const rule = tariff.kinds[kind];
  const lines: FeeLine[] = basesOf(rule, amount).map(({ base, ppm }) => ({
    type: 'rate',
    base,
    ppm,
    rounding: rule.rounding,
    amount: portionOf(base, ppm, rule.rounding),
  }));
  const computed = sumOf(lines);
  if (computed < rule.minimum) {
    lines.push({ type: 'minimum', minimum: rule.minimum, amount: yen(rule.minimum - computed) });
  }
  return { amount: sumOf(lines), tariffVersion: tariff.version, sample: rule.sample, lines };
}

/** The fee computed again from what its lines say, by nothing but them. Null where a line contradicts itself. */
export function feeFromLines(lines: readonly FeeLine[]): Yen | null {
  let sum = 0;
  for (const line of lines) {
    const expected =
      line.type === 'rate' ? portionOf(line.base, line.ppm, line.rounding) : Math.max(line.minimum - sum, 0);
    if (line.amount !== expected) return null;
    sum += line.amount;
  }
  return yen(sum);
}

export type FeeRuleFault = 'tiers_do_not_ascend' | 'tiers_end' | 'flat_has_one_tier' | 'rate_out_of_range';

/** What keeps a rule from answering for every amount with one rate; `tier`: the first that is wrong. */
export function faultOfFeeRule({ method, tiers }: FeeRule): { code: FeeRuleFault; tier: number } | null {
  const last = tiers.length - 1;
  for (const [tier, { upTo, ppm }] of tiers.entries()) {
    if (!Number.isInteger(ppm) || ppm < 0 || ppm > 1_000_000) return { code: 'rate_out_of_range', tier };
    if (method === 'flat' && tier > 0) return { code: 'flat_has_one_tier', tier };
    if (tier === last && upTo !== null) return { code: 'tiers_end', tier };
    const below = tier === 0 ? 0 : tiers[tier - 1]!.upTo;
    if (below === null || (upTo !== null && upTo <= below)) return { code: 'tiers_do_not_ascend', tier };
  }
  return tiers.length === 0 ? { code: 'tiers_end', tier: 0 } : null;
}

/** The tariff of the day: the newest one valid on it. */
export function tariffOn(tariffs: readonly Tariff[], day: CalendarDay): Tariff {
  const valid = tariffs.filter((tariff) => tariff.validFrom <= day);
  if (valid.length === 0) throw new Refusal('tariff_missing', { day });
  return valid.reduce((newest, tariff) => (tariff.validFrom > newest.validFrom ? tariff : newest));
}

function basesOf(rule: FeeRule, amount: Yen): { base: Yen; ppm: number }[] {
  if (rule.method !== 'marginal') {
    const tier = rule.tiers.find(({ upTo }) => upTo === null || amount <= upTo);
    if (tier === undefined) throw new RangeError('the tiers end below the amount');
    return [{ base: amount, ppm: tier.ppm }];
  }
  let below = 0;
  return rule.tiers.flatMap(({ upTo, ppm }) => {
    const base = Math.min(amount, upTo ?? amount) - below;
    below += Math.max(base, 0);
    return base > 0 ? [{ base: yen(base), ppm }] : [];
  });
}

function sumOf(lines: readonly FeeLine[]): Yen {
  return yen(lines.reduce((sum, line) => sum + line.amount, 0));
}
