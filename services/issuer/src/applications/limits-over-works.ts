import {
  type GuaranteeKind,
  type GuaranteeOnWorks,
  type JudgedLimit,
  judgeLimits,
  type RatioGround,
  ratioGrounds,
  type Yen,
} from '@e-surety/domain';
import { countedOnWorks, type OtherGuarantee, onWorks } from '../works/guarantees-on-works.js';
import type { AskedGuarantee } from './application.js';
import { type Finding, type JudgedByRatio, ratioFindings } from './findings.js';

interface Asked {
  kind: GuaranteeKind;
  amount: Yen;
  base: { year: number | null; amount: Yen } | null;
}

/** Every limit that a guarantee breaks, by itself or together with the others of its works; each rule is named once. */
export function limitFindings(
  judged: JudgedByRatio,
  asked: Asked,
  others: readonly GuaranteeOnWorks[],
  index: number,
): Finding[] {
  const findings = ratioGrounds(asked, others, judged.works.contractPrice).flatMap((ground) =>
    ratioFindings(judged, { ...asked, ...ground, base: ground.of === 'contractPrice' ? null : ground.base }, index),
  );
  return findings.filter(({ code }, i) => findings.findIndex((other) => other.code === code) === i);
}

/** Every limit that applies to a guarantee, kept or broken, against each base that it is judged by. */
export function limitsOf(
  { works, governing }: Pick<JudgedByRatio, 'works' | 'governing'>,
  asked: Asked,
  others: readonly GuaranteeOnWorks[],
): (JudgedLimit & Pick<RatioGround, 'of'>)[] {
  const { subject, lowBid, contractPrice } = works;
  const { kind, amount } = asked;
  return ratioGrounds(asked, others, contractPrice).flatMap(({ of, ...ground }) =>
    judgeLimits(governing.version?.rules.ratio ?? null, { kind, amount, subject, lowBid, ...ground }).map((limit) => ({
      ...limit,
      of,
    })),
  );
}

/** What is judged together with one of the guarantees of an application: those beside it, and those of other applications. */
export function alongside(
  guarantee: AskedGuarantee,
  besides: readonly AskedGuarantee[],
  others: readonly OtherGuarantee[],
): GuaranteeOnWorks[] {
  const year = 'fiscalYearBase' in guarantee ? (guarantee.fiscalYearBase?.year ?? null) : null;
  const prior = guarantee.kind === 'interim_advance_payment' ? guarantee.priorAdvance : null;
  const counted = others.flatMap((other) => {
    // An interim belongs to its first advance, whatever year that was given for.
    const named =
      prior !== null && 'guaranteeNumber' in prior && prior.guaranteeNumber === other.issued?.guaranteeNumber;
    return countedOnWorks([other]).map((one) => (named ? { ...one, fiscalYear: year } : one));
  });
  const own = besides.filter((one) => one !== guarantee).map((one) => onWorks(one.kind, one.amount, one));
  return [...counted, ...own, ...externalAdvances(guarantee, others)];
}

/** Advances that another issuer guaranteed, as far as interim ones of these works name them; each once. */
function externalAdvances(guarantee: AskedGuarantee, others: readonly OtherGuarantee[]): GuaranteeOnWorks[] {
  const interims = [
    guarantee,
    ...others.filter((other) => countedOnWorks([other]).length > 0).map(({ asked }) => asked),
  ];
  const external = new Map<string, GuaranteeOnWorks>();
  for (const asked of interims) {
    if (asked.kind !== 'interim_advance_payment' || !('external' in asked.priorAdvance)) continue;
    const { issuerName, number, amount } = asked.priorAdvance.external;
    const key = JSON.stringify([issuerName, number]);
    if (!external.has(key)) external.set(key, onWorks('advance_payment', amount, asked));
  }
  return [...external.values()];
}
