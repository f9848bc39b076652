import type { Papers } from '@e-surety/papers';
import type { Database } from '../db/database.js';
import { refuse } from '../refusals.js';
import type { StatementFacts } from './statement-facts.js';
import { findStatement } from './statement-store.js';

/** 保証料計算書 or 保証料返還計算書 of one revision (null: the newest there is), from what was fixed with it. */
export async function printStatement(
  { db, papers }: { db: Database; papers: Papers },
  which: { guaranteeNumber: string; type: StatementFacts['type']; revision: number | null },
): Promise<{ revision: number; pdf: Uint8Array }> {
  const statement = await findStatement(db, which);
  if (!statement) throw refuse(which.type === 'fee' ? 'fee_statement_not_found' : 'refund_statement_not_found');
  return { revision: statement.revision, pdf: await print(papers, statement.facts) };
}

function print(papers: Papers, facts: StatementFacts['facts']): Promise<Uint8Array> {
  if ('fee' in facts) return papers.feeStatement(facts);
  return 'extra' in facts ? papers.extraFeeStatement(facts) : papers.refundStatement(facts);
}
