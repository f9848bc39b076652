import { type CalendarDay, compareDays } from './calendar-day.js';
import {
  dayNamedBy,
  type ElectronicJudgement,
  type ElectronicRequest,
  type JudgedDays,
  judgeElectronic,
} from './judge-electronic.js';
import type { RulesVersion } from './orderer-rules.js';

/** The version of a body's rules by which a request is judged, and the day that names it; null = nothing is known of the body. */
export interface GoverningRules {
  version: RulesVersion | null;
  judgedOn: CalendarDay;
}

/**
 * Each version says by its own trigger which day counts for it: the newest version that is valid on its day governs. Where that
 * date is not given yet, the day of application stands in. What a body published first reaches back: of earlier days it says
 * itself, by `since`, whether it accepts.
 */
export function governingRules(history: readonly RulesVersion[], request: JudgedDays): GoverningRules {
  const versions = newestFirst(history).map((version) => ({ version, judgedOn: dayFor(version, request) }));
  const valid = versions.find(({ version, judgedOn }) => judgedOn >= version.validFrom);
  if (valid) return valid;
  const first = versions.at(-1);
  if (first && first.version.validFrom <= request.today) return first;
  return { version: null, judgedOn: request.appliedOn };
}

/** As {@link judgeElectronic}, by the rules that govern the request; what is only announced is not yet accepted. */
export function judgeElectronicBy(history: readonly RulesVersion[], request: ElectronicRequest): ElectronicJudgement {
  const { version, judgedOn } = governingRules(history, request);
  const announced = version === null ? newestFirst(history).at(-1) : undefined;
  if (!announced) return judgeElectronic(version?.rules ?? null, request);
  const since = [announced.validFrom, announced.rules.electronic.since ?? announced.validFrom].sort(compareDays)[1]!;
  return { accepted: false, reason: 'electronic_not_yet_accepted', since, on: judgedOn };
}

/** The version in force on a day, where no work is spoken of. */
export function rulesOn(history: readonly RulesVersion[], day: CalendarDay): RulesVersion | null {
  return newestFirst(history).find(({ validFrom }) => validFrom <= day) ?? null;
}

/** What the public is told of a body: its rules of today if they accept, else the first announced that will, else those of today. */
export function publicRules(history: readonly RulesVersion[], today: CalendarDay): RulesVersion | null {
  const current = rulesOn(history, today);
  const accepting = newestFirst(history).filter(({ rules }) => rules.electronic.kinds.length > 0);
  const announced = accepting.filter(({ validFrom }) => validFrom > today).at(-1);
  return current && accepting.includes(current) ? current : (announced ?? current);
}

function dayFor({ rules }: RulesVersion, request: JudgedDays): CalendarDay {
  const named = dayNamedBy(rules.electronic.trigger, request);
  return 'day' in named ? named.day : request.appliedOn;
}

const newestFirst = (history: readonly RulesVersion[]) =>
  [...history].sort((a, b) => compareDays(b.validFrom, a.validFrom));
