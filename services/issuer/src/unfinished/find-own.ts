import type { Applicant } from '../accounts/caller.js';
import type { Database } from '../db/database.js';
import { refuse } from '../refusals.js';
import { findUnfinished, type UnfinishedApplication } from './store.js';

/** A company's people go on with each other's; another company's is as unknown as one that does not exist. */
export async function findOwnUnfinished(
  db: Database,
  id: string,
  { contractorId }: Applicant,
  lock: { forUpdate?: boolean } = {},
): Promise<UnfinishedApplication> {
  const found = await findUnfinished(db, id, lock);
  if (found?.contractorId !== contractorId) throw refuse('unfinished_application_not_found');
  return found;
}
