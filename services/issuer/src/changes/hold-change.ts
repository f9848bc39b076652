import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { moved } from './change-request.js';
import { lockChange, saveChange } from './store.js';

/** Stops a change until people have looked; the reason is shown where the change is. */
export async function holdChange(
  tx: Database,
  { id, reason }: { id: string; reason: string },
  now: Date,
): Promise<void> {
  const change = await lockChange(tx, id);
  await saveChange(tx, { ...moved(change, 'hold'), message: reason }, now);
  const detail = { id, reason };
  await recordAct(tx, { at: now, actor: 'issuance', act: 'hold_change', subject: change.guaranteeNumber, detail });
}
