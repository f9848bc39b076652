import { isDeepStrictEqual } from 'node:util';
import type { CalendarDay, OrdererRules } from '@e-surety/domain';
import { and, eq, sql } from 'drizzle-orm';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { ordererRules, orderers, ruleJudgements } from '../db/tables.js';
import { refuse } from '../refusals.js';
import { findOrderer, type Orderer } from './store.js';

/**
 * Adds the rules of a body from a day on, or mends those that were added for that day. What an approved guarantee was judged by
 * is never mended: a change of it is a version of its own.
 */
export async function changeOrdererRules(
  tx: Database,
  actor: string,
  orderer: Orderer,
  { validFrom, rules }: { validFrom: CalendarDay; rules: OrdererRules },
  now: Date,
): Promise<Orderer> {
  const { code } = orderer;
  const before = orderer.history.find((version) => version.validFrom === validFrom)?.rules ?? null;
  if (isDeepStrictEqual(before, rules)) return orderer;
  if (before !== null && (await isInUse(tx, code, validFrom))) throw refuse('rules_in_use');
  await tx
    .insert(ordererRules)
    .values({ orderer: code, validFrom, rules })
    .onConflictDoUpdate({ target: [ordererRules.orderer, ordererRules.validFrom], set: { rules } });
  await tx
    .update(orderers)
    .set({ version: sql`${orderers.version} + 1` })
    .where(eq(orderers.code, code));
  const detail = { validFrom, before, after: rules };
  await recordAct(tx, { at: now, actor, act: 'change_orderer_rules', subject: code, detail });
  return (await findOrderer(tx, code))!;
}

async function isInUse(tx: Database, orderer: string, validFrom: CalendarDay): Promise<boolean> {
  const [used] = await tx
    .select({ one: sql`1` })
    .from(ruleJudgements)
    .where(
      and(
        eq(ruleJudgements.orderer, orderer),
        eq(ruleJudgements.validFrom, validFrom),
        eq(ruleJudgements.act, 'approval'),
      ),
    )
    .limit(1);
  return used !== undefined;
}
