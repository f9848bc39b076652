import type { Caller } from '../accounts/caller.js';
import type { Database } from '../db/database.js';
import { findIssuedGuarantee } from '../guarantees/find-own.js';
import type { Guarantee } from '../guarantees/store.js';
import { refuse } from '../refusals.js';
import type { ChangeRequest } from './change-request.js';
import { findChange, lockGuarantee } from './store.js';

/** The guarantee as it is once all others who change it are done, and nobody else changes it meanwhile. */
export async function findGuaranteeToChange(tx: Database, typed: string, caller: Caller): Promise<Guarantee> {
  const { row } = await findIssuedGuarantee(tx, typed, caller);
  await lockGuarantee(tx, row.guaranteeNumber);
  return findIssuedGuarantee(tx, typed, caller);
}

export async function findOwnChange(
  db: Database,
  { guaranteeNumber, id }: { guaranteeNumber: string; id: string },
  caller: Caller,
  { forUpdate = false } = {},
): Promise<{ guarantee: Guarantee; change: ChangeRequest }> {
  const find = forUpdate ? findGuaranteeToChange : findIssuedGuarantee;
  const guarantee = await find(db, guaranteeNumber, caller);
  const change = await findChange(db, { id, guaranteeNumber: guarantee.row.guaranteeNumber });
  if (!change) throw refuse('change_request_not_found');
  return { guarantee, change };
}
