import { eq } from 'drizzle-orm';
import type { Applicant } from '../accounts/caller.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { unfinishedApplications } from '../db/tables.js';
import { demandPut } from '../if-match.js';
import { refuse } from '../refusals.js';
import { countUnfinished, type UnfinishedApplication } from './store.js';
import type { TypedField } from './typed-field.js';

const mostUnfinished = 100;

interface Typed {
  applicationId: string | null;
  fields: TypedField[];
}

/** 下書きの保存: whatever was typed is kept as it is. Only that there is one is an act; its saving by itself every few seconds is none. */
export async function saveUnfinishedApplication(
  db: Database,
  { actor, contractorId }: Applicant,
  { id, before, typed }: { id: string; before: UnfinishedApplication | null; typed: Typed },
  now: Date,
): Promise<UnfinishedApplication> {
  const { applicationId, fields } = typed;
  if (before) {
    const changed = { applicationId, fields, version: before.version + 1, updatedAt: now };
    const [saved] = await db
      .update(unfinishedApplications)
      .set(changed)
      .where(eq(unfinishedApplications.id, id))
      .returning();
    return saved!;
  }
  if ((await countUnfinished(db, contractorId)) >= mostUnfinished) throw refuse('too_many_unfinished_applications');
  const row = { id, contractorId, applicationId, fields, createdBy: actor, createdAt: now, updatedAt: now };
  const saved = demandPut(await db.insert(unfinishedApplications).values(row).onConflictDoNothing().returning());
  await recordAct(db, { at: now, actor, act: 'save_unfinished_application', subject: id });
  return saved;
}
