import { eq } from 'drizzle-orm';
import type { Applicant } from '../accounts/caller.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { unfinishedApplications } from '../db/tables.js';
import type { UnfinishedApplication } from './store.js';

/** What was typed is gone: thrown away, or an application by now. */
export async function removeUnfinishedApplication(
  db: Database,
  { actor }: Applicant,
  { id }: UnfinishedApplication,
  now: Date,
): Promise<void> {
  await db.delete(unfinishedApplications).where(eq(unfinishedApplications.id, id));
  await recordAct(db, { at: now, actor, act: 'remove_unfinished_application', subject: id });
}
