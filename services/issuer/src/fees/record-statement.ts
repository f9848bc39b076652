import type { FeePayment, Yen } from '@e-surety/domain';
import type { Database } from '../db/database.js';
import { feeStatements } from '../db/tables.js';
import type { StatementFacts } from './statement-facts.js';

/** Whose fee it is, and how it is settled; the facts say all that is printed. */
export type NewStatement = StatementFacts & {
  revision: number;
  contractorId: string;
  payment: FeePayment;
  /** 保証料計算書(紙)を希望する. */
  paper: boolean;
};

/**
 * Fixes the statement of a revision in the transaction that fixes or concludes the revision; fixed again, it changes nothing. From then on it is
 * listed in 保証料計算書一覧 and, where fees are settled in a lump sum, in the list of its month, where a refund is taken off.
 */
export async function recordStatement(db: Database, statement: NewStatement, now: Date): Promise<void> {
  const { type, facts, revision, contractorId, payment, paper } = statement;
  const { issuedOn, billedTo, guaranteeNumber } = facts;
  if (guaranteeNumber === null) throw new Error('a statement is of a guarantee that has its number');
  const row = {
    ...{ guaranteeNumber, revision, type, facts, contractorId, issuedOn },
    ...{ payment, billedTo, paper },
  };
  await db
    .insert(feeStatements)
    .values({ ...row, amount: amountOf(statement), createdAt: now })
    .onConflictDoNothing();
}

export function amountOf(statement: StatementFacts): Yen {
  const { facts } = statement;
  if ('fee' in facts) return facts.fee.amount;
  return 'extra' in facts ? facts.extra : facts.refund;
}
