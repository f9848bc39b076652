import type { CalendarDay, GuaranteeKind, RulesVersion } from '@e-surety/domain';
import { and, asc, desc, eq, isNotNull } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { ordererRules, ruleJudgements } from '../db/tables.js';
import { governingRulesOf, type Judged } from './findings.js';

/** By which version of the orderer's rules, and by which day, a guarantee was judged. */
export interface RuleJudgement {
  kind: GuaranteeKind;
  act: 'submission' | 'approval';
  orderer: string;
  /** Null: nothing was known of the body. */
  validFrom: CalendarDay | null;
  judgedOn: CalendarDay;
  at: Date;
}

/** Keeps what the guarantees of an application were judged by: later versions of the rules never change it. */
export async function recordJudgements(
  tx: Database,
  applicationId: string,
  { act, kinds, judged, at }: Pick<RuleJudgement, 'act' | 'at'> & { kinds: GuaranteeKind[]; judged: Judged },
): Promise<void> {
  if (kinds.length === 0) return;
  const { version, judgedOn } = governingRulesOf(judged);
  const common = { applicationId, act, at, orderer: judged.orderer.code, judgedOn };
  const rows = kinds.map((kind) => ({ ...common, kind, validFrom: version?.validFrom ?? null }));
  await tx.insert(ruleJudgements).values(rows).onConflictDoNothing();
}

export async function listJudgements(db: Database, applicationId: string): Promise<RuleJudgement[]> {
  return db
    .select({
      kind: ruleJudgements.kind,
      act: ruleJudgements.act,
      orderer: ruleJudgements.orderer,
      validFrom: ruleJudgements.validFrom,
      judgedOn: ruleJudgements.judgedOn,
      at: ruleJudgements.at,
    })
    .from(ruleJudgements)
    .where(eq(ruleJudgements.applicationId, applicationId))
    .orderBy(asc(ruleJudgements.at), asc(ruleJudgements.kind));
}

/** The version by which a guarantee was approved; null where nothing was known of the body. */
export async function rulesOfApproval(
  db: Database,
  { applicationId, kind }: { applicationId: string; kind: GuaranteeKind },
): Promise<RulesVersion | null> {
  const [found] = await db
    .select({ validFrom: ordererRules.validFrom, rules: ordererRules.rules })
    .from(ruleJudgements)
    .innerJoin(
      ordererRules,
      and(eq(ordererRules.orderer, ruleJudgements.orderer), eq(ordererRules.validFrom, ruleJudgements.validFrom)),
    )
    .where(
      and(
        eq(ruleJudgements.applicationId, applicationId),
        eq(ruleJudgements.kind, kind),
        eq(ruleJudgements.act, 'approval'),
        isNotNull(ruleJudgements.validFrom),
      ),
    )
    .orderBy(desc(ruleJudgements.at))
    .limit(1);
  return found ?? null;
}
