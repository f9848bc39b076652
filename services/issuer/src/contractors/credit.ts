import { beingIssuedStates, type CalendarDay, formatYen, yen } from '@e-surety/domain';
import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { refuse } from '../refusals.js';
import { type Contractor, findContractor } from './store.js';

const beingIssued = [...beingIssuedStates];

/** The sum of what is in force, with increases that are approved counted in, and of what is being issued. */
export async function creditInUse(db: Database, contractorId: string, today: CalendarDay): Promise<number> {
  const [row] = await db.execute<{ sum: string }>(sql`
    select coalesce(sum(amount), 0) as sum from (
      select greatest((r.certificate ->> 'amount')::bigint, (
        select max((c.asked ->> 'newAmount')::bigint) from change_requests c
        where c.guarantee_number = g.guarantee_number and c.status = any(${sql.param(beingIssued)})
      )) as amount
      from guarantees g join revisions r on r.guarantee_number = g.guarantee_number and r.revision = g.revision
      where g.contractor_id = ${contractorId} and g.issued_at is not null and g.period_to >= ${today}
        and (g.status = 'in_force' or (g.status = 'cancelled' and g.status_from > ${today}))
      union all
      select (q.asked ->> 'amount')::bigint
      from guarantee_requests q join applications a on a.id = q.application_id
      where a.contractor_id = ${contractorId} and q.status = any(${sql.param(beingIssued)})
    ) amounts`);
  return Number(row!.sum);
}

/** What the company may owe, beside what an approval would add. */
export async function readCredit(
  db: Database,
  { id, creditLimit: limit }: Contractor,
  { asked, today }: { asked: number; today: CalendarDay },
) {
  const inUse = await creditInUse(db, id, today);
  return { limit, inUse, asked, within: inUse + asked <= limit };
}

/**
 * Refuses to take on more than the company's limit. The row of the company stays locked until the transaction ends, so that of two
 * approvals at once the second sees the first.
 */
export async function demandCredit(
  tx: Database,
  contractorId: string,
  { more, today }: { more: number; today: CalendarDay },
): Promise<void> {
  const { creditLimit } = (await findContractor(tx, contractorId, { forUpdate: true }))!;
  const inUse = await creditInUse(tx, contractorId, today);
  if (inUse + more <= creditLimit) return;
  const [inWords, moreInWords, limitInWords] = [inUse, more, creditLimit].map((amount) => formatYen(yen(amount)));
  throw refuse('credit_limit_exceeded', {
    detail: `有効な保証と発行手続中の保証の合計${inWords}に、今回の${moreInWords}を加えると、限度額${limitInWords}を超えます。`,
    facts: { creditLimit, creditInUse: inUse, asked: more },
  });
}
