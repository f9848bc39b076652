import { eq } from 'drizzle-orm';
import type { ChangeRequest } from '../changes/change-request.js';
import { saveChange } from '../changes/store.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { attachments } from '../db/tables.js';
import { demandUndecided } from './add-change-attachment.js';
import { findAttachment } from './store.js';

/** Until the change is decided it may go, and is remembered by its digest. */
export async function removeChangeAttachment(
  db: Database,
  actor: string,
  change: ChangeRequest,
  id: string,
  now: Date,
): Promise<void> {
  const { id: changeRequestId, guaranteeNumber: subject } = change;
  const { type, name, sha256 } = await findAttachment(db, { changeRequestId }, id);
  demandUndecided(change);
  await db.delete(attachments).where(eq(attachments.id, id));
  await saveChange(db, change, now);
  const detail = { changeRequestId, type, name, sha256: sha256.toString('base64url') };
  await recordAct(db, { at: now, actor, act: 'remove_attachment', subject, detail });
}
