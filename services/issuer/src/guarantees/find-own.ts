import { parseGuaranteeNumber } from '@e-surety/domain';
import { transportProblem } from '@e-surety/service-kit/problems';
import { type Caller, sightOf } from '../accounts/caller.js';
import type { Database } from '../db/database.js';
import { refuse } from '../refusals.js';
import { findGuarantee, type Guarantee } from './store.js';

/** Reads a number as typed; somebody else's guarantee is as unknown as one that does not exist. */
export async function findOwnGuarantee(db: Database, typed: string, caller: Caller): Promise<Guarantee> {
  const guaranteeNumber = parseGuaranteeNumber(typed);
  if (!guaranteeNumber) {
    const detail = '保証契約番号として読めません。';
    const expected = '番号の末尾の検査数字まで正しい番号。例: 12-08-0000123-3 の形';
    throw transportProblem('invalid_request', {
      detail,
      errors: [{ pointer: '/guaranteeNumber', in: 'path', code: 'not_a_guarantee_number', detail, expected }],
    });
  }
  const guarantee = await findGuarantee(db, guaranteeNumber, sightOf(caller));
  if (!guarantee) throw refuse('guarantee_not_found');
  return guarantee;
}

/** What is being issued has no papers and no key yet: nobody sees a key that D-Sure would refuse. */
export async function findIssuedGuarantee(db: Database, typed: string, caller: Caller): Promise<Guarantee> {
  const guarantee = await findOwnGuarantee(db, typed, caller);
  if (guarantee.row.issuedAt === null) throw refuse('not_issued_yet');
  return guarantee;
}
