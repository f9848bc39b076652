import type { Static } from 'typebox';
import type { Applicant } from '../accounts/caller.js';
import { recordAct } from '../db/audit.js';
import { type Database, isUniqueViolation } from '../db/database.js';
import { billingParties } from '../db/tables.js';
import { refuse } from '../refusals.js';
import type { BillingParty } from './list-billing-parties.js';
import type { BillingPartyInput } from './schemas.js';

/** A 請求先 to pick from: an application names it by its name, or names another in free text. */
export async function addBillingParty(
  db: Database,
  { actor, contractorId }: Applicant,
  { name, address }: Static<typeof BillingPartyInput>,
  now: Date,
): Promise<BillingParty> {
  const party = { contractorId, name, address, createdAt: now };
  try {
    // A savepoint, so that a refusal leaves the caller's transaction usable.
    const [added] = await db.transaction((tx) => tx.insert(billingParties).values(party).returning());
    await recordAct(db, { at: now, actor, act: 'add_billing_party', subject: added!.id, detail: { name } });
    return added!;
  } catch (error) {
    if (!isUniqueViolation(error, 'billing_parties_contractor_id_name_key')) throw error;
    const detail = 'この名前の請求先は、すでに登録されています。';
    const errors = [{ pointer: '/name', in: 'body' as const, code: 'taken', detail }];
    throw refuse('billing_party_exists', { detail, errors });
  }
}
