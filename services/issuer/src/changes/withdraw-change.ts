import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { type ChangeRequest, moved } from './change-request.js';
import { saveChange } from './store.js';

/** 取下げ: as long as no fee was received and nothing is being issued. */
export async function withdrawChange(
  tx: Database,
  actor: string,
  change: ChangeRequest,
  now: Date,
): Promise<ChangeRequest> {
  const withdrawn = moved(change, 'withdraw');
  const { guaranteeNumber, id } = change;
  await recordAct(tx, { at: now, actor, act: 'withdraw_change', subject: guaranteeNumber, detail: { id } });
  return saveChange(tx, withdrawn, now);
}
