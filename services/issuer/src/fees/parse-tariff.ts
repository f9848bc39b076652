import { type FeeRule, type FeeRuleFault, faultOfFeeRule, guaranteeKinds, type Tariff, yen } from '@e-surety/domain';
import type { Static } from 'typebox';
import type { Door } from '../door.js';
import type { TariffInput } from './tariff-schemas.js';

type Input = Static<typeof TariffInput>;

export function parseTariff(door: Door, version: string, input: Input): Tariff {
  const rules = guaranteeKinds.map((kind) => [kind, parseRule(door.at('kinds').at(kind), input.kinds[kind])] as const);
  return {
    version,
    validFrom: door.day('validFrom', input.validFrom),
    kinds: Object.fromEntries(rules) as Tariff['kinds'],
  };
}

function parseRule(door: Door, { method, tiers, minimum, rounding, sample }: Input['kinds']['performance']): FeeRule {
  const rule: FeeRule = {
    ...{ method, rounding, sample, minimum: yen(minimum) },
    tiers: tiers.map(({ upTo, ppm }, tier) => ({
      upTo: upTo === null ? null : door.at('tiers').at(tier).yen('upTo', upTo),
      ppm,
    })),
  };
  const fault = faultOfFeeRule(rule);
  if (fault) door.at('tiers').refuse(String(fault.tier), fault.code, ...sentences[fault.code]);
  return rule;
}

/** What is wrong, and what is expected instead. */
const sentences: Record<FeeRuleFault, [string, string]> = {
  tiers_do_not_ascend: ['段階の上限が前の段階より大きくありません', '小さい額から順に並べる'],
  tiers_end: ['最後の段階に上限があり、それを超える額の料率がありません', '最後の段階の upTo は null'],
  flat_has_one_tier: ['flat に段階が二つ以上あります', 'upTo が null の段階を一つ'],
  rate_out_of_range: ['料率が範囲の外です', '0から1000000までの整数(百万分率)'],
};
