import type { Static } from 'typebox';
import type { Caller } from '../accounts/caller.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import type { Guarantee } from '../guarantees/store.js';
import { type ChangeRequest, moved } from './change-request.js';
import { demandPossible } from './context.js';
import { parseChange } from './parse-change.js';
import { demandAllowed } from './request-change.js';
import type { ChangeRequestInput } from './schemas.js';
import { saveChange } from './store.js';

/** What was returned is sent again, whole and mended. */
export async function resubmitChange(
  tx: Database,
  caller: Caller,
  { guarantee, change }: { guarantee: Guarantee; change: ChangeRequest },
  input: Static<typeof ChangeRequestInput>,
  now: Date,
): Promise<ChangeRequest> {
  const submitted = moved(change, 'submit');
  const asked = parseChange(input);
  demandAllowed(caller, asked.type);
  const warnings = await demandPossible(tx, guarantee, asked, now);
  const { guaranteeNumber, id } = change;
  const detail = { id, type: asked.type };
  await recordAct(tx, { at: now, actor: caller.actor, act: 'resubmit_change', subject: guaranteeNumber, detail });
  return saveChange(tx, { ...submitted, asked, warnings, message: null, underwriter: null }, now);
}
