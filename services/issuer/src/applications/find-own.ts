import { type Caller, sightOf } from '../accounts/caller.js';
import type { Database } from '../db/database.js';
import { refuse } from '../refusals.js';
import type { Application } from './application.js';
import { findApplication } from './store.js';

/** Somebody else's application is as unknown as one that does not exist. */
export async function findOwnApplication(
  db: Database,
  id: string,
  caller: Caller,
  { forUpdate = false } = {},
): Promise<Application> {
  const application = await findApplication(db, id, { ...sightOf(caller), forUpdate });
  if (!application) throw refuse('application_not_found');
  return application;
}
