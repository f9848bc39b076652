import type { Static } from 'typebox';
import type { Caller } from '../accounts/caller.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import type { Guarantee } from '../guarantees/store.js';
import { refuse } from '../refusals.js';
import { type ChangeRequest, isOfIssuer, moved } from './change-request.js';
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
  demandSameSide(change.asked, asked);
  const warnings = await demandPossible(tx, guarantee, asked, now);
  const { guaranteeNumber, id } = change;
  const detail = { id, type: asked.type };
  await recordAct(tx, { at: now, actor: caller.actor, act: 'resubmit_change', subject: guaranteeNumber, detail });
  const sent = { ...submitted, asked, warnings, message: null, underwriter: null, submittedBy: caller.actor };
  return saveChange(tx, sent, now);
}

/** What a contractor has asked for does not become 訂正 or 無効 in its name, nor the other way round. */
function demandSameSide(before: ChangeRequest['asked'], after: ChangeRequest['asked']): void {
  if (isOfIssuer(before.type) === isOfIssuer(after.type)) return;
  const detail =
    '受注者が申し込む変更と、保証事業会社が行う訂正・無効は、互いに入れ替えられません。新しく申し込んでください。';
  throw refuse('change_refused', {
    detail,
    errors: [{ pointer: '/type', in: 'body', code: 'not_of_this_request', detail }],
  });
}
