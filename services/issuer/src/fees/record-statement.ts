import type { CalendarDay, FeePayment, Yen } from '@e-surety/domain';
import { and, eq } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { feeStatements } from '../db/tables.js';
import type { StatementFacts } from './statement-facts.js';

/** Whose fee it is, and how it is settled; the facts say all that is printed. */
export type NewStatement = StatementFacts & {
  revision: number;
  /** The day on which its revision was concluded; null: it is not yet. */
  concludedOn: CalendarDay | null;
  contractorId: string;
  payment: FeePayment;
  /** 保証料計算書(紙)を希望する. */
  paper: boolean;
};

/**
 * Fixes the statement of a revision in the transaction that fixes or concludes the revision; fixed again, it changes nothing. From then on it is
 * listed in 保証料計算書一覧 and, where fees are settled in a lump sum, in the list of the month in which the revision is concluded, where a
 * refund is taken off.
 */
export async function recordStatement(db: Database, statement: NewStatement, now: Date): Promise<void> {
  const { type, facts, revision, concludedOn, contractorId, payment, paper } = statement;
  const { issuedOn, billedTo, guaranteeNumber } = facts;
  if (guaranteeNumber === null) throw new Error('a statement is of a guarantee that has its number');
  const row = {
    ...{ guaranteeNumber, revision, type, facts, contractorId, issuedOn, concludedOn },
    ...{ payment, billedTo, paper },
  };
  await db
    .insert(feeStatements)
    .values({ ...row, amount: amountOf(statement), createdAt: now })
    .onConflictDoNothing();
}

/** From now on the fee of a 当初 belongs to the month of this day. */
export async function concludeStatement(
  tx: Database,
  guaranteeNumber: string,
  concludedOn: CalendarDay,
): Promise<void> {
  const ofOriginal = and(eq(feeStatements.guaranteeNumber, guaranteeNumber), eq(feeStatements.revision, 0));
  await tx.update(feeStatements).set({ concludedOn }).where(ofOriginal);
}

export function amountOf(statement: StatementFacts): Yen {
  const { facts } = statement;
  if ('fee' in facts) return facts.fee.amount;
  return 'extra' in facts ? facts.extra : facts.refund;
}
