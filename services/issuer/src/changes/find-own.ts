import type { Caller } from '../accounts/caller.js';
import type { Database } from '../db/database.js';
import { findIssuedGuarantee } from '../guarantees/find-own.js';
import type { Guarantee } from '../guarantees/store.js';
import { refuse } from '../refusals.js';
import type { ChangeRequest } from './change-request.js';
import { demandAllowed } from './request-change.js';
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
): Promise<ChangeAndGuarantee> {
  return found(db, await findIssuedGuarantee(db, guaranteeNumber, caller), id);
}

/** Whoever may not ask for a change has no hand in one: a contractor neither stops nor alters the issuer's own. */
export async function findChangeToMove(
  tx: Database,
  { guaranteeNumber, id }: { guaranteeNumber: string; id: string },
  caller: Caller,
): Promise<ChangeAndGuarantee> {
  const guarantee = await findGuaranteeToChange(tx, guaranteeNumber, caller);
  const it = await found(tx, guarantee, id, { forUpdate: true });
  demandAllowed(caller, it.change.asked.type);
  return it;
}

interface ChangeAndGuarantee {
  guarantee: Guarantee;
  change: ChangeRequest;
}

async function found(
  db: Database,
  guarantee: Guarantee,
  id: string,
  { forUpdate = false } = {},
): Promise<ChangeAndGuarantee> {
  const change = await findChange(db, { id, guaranteeNumber: guarantee.row.guaranteeNumber }, { forUpdate });
  if (!change) throw refuse('change_request_not_found');
  return { guarantee, change };
}
