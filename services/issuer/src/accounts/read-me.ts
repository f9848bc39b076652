import type { Static } from 'typebox';
import { findContractor } from '../contractors/store.js';
import type { Database } from '../db/database.js';
import { type Caller, sightOf } from './caller.js';
import type { MeSchema } from './schemas.js';

/** Who calls, and for which company or branches. */
export async function readMe(db: Database, caller: Caller): Promise<Static<typeof MeSchema>> {
  const { clientId, user, role, scopes } = caller;
  const { contractorId, branches } = sightOf(caller);
  const company = contractorId === null ? null : await findContractor(db, contractorId);
  return {
    ...{ clientId, user, role, scopes: [...scopes], branches: branches && [...branches] },
    contractor: company && {
      id: company.id,
      name: company.name,
      address: company.address,
      representative: { title: company.representativeTitle, name: company.representativeName },
      lumpSumAgreement: company.lumpSumAgreement,
      creditLimit: company.creditLimit,
    },
  };
}
