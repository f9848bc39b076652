import { nextGuaranteeRequestState } from '@e-surety/domain';
import { transportProblem } from '@e-surety/service-kit/problems';
import type { Static } from 'typebox';
import type { Caller } from '../accounts/caller.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import type { Guarantee } from '../guarantees/store.js';
import { type ChangeRequest, isOfIssuer } from './change-request.js';
import { demandPossible } from './context.js';
import { parseChange } from './parse-change.js';
import type { ChangeRequestInput } from './schemas.js';
import { insertChange } from './store.js';

/** 変更の申込: sent as it is made. One at a time for a guarantee, since two could contradict each other. */
export async function requestChange(
  tx: Database,
  caller: Caller,
  guarantee: Guarantee,
  input: Static<typeof ChangeRequestInput>,
  now: Date,
): Promise<ChangeRequest> {
  const asked = parseChange(input);
  demandAllowed(caller, asked.type);
  const warnings = await demandPossible(tx, guarantee, asked, now);
  const { guaranteeNumber } = guarantee.row;
  const change = await insertChange(tx, {
    ...{ guaranteeNumber, asked, warnings, createdAt: now, updatedAt: now },
    ...{ createdBy: caller.actor, submittedBy: caller.actor },
    status: nextGuaranteeRequestState('draft', 'submit'),
  });
  const detail = { id: change.id, type: asked.type };
  await recordAct(tx, { at: now, actor: caller.actor, act: 'request_change', subject: guaranteeNumber, detail });
  return change;
}

export function demandAllowed({ role }: Caller, type: ChangeRequest['asked']['type']): void {
  if (role !== 'contractor' || !isOfIssuer(type)) return;
  const detail = '訂正と無効は、保証事業会社だけが行えます。支店にご連絡ください。';
  throw transportProblem('forbidden', {
    detail,
    errors: [{ pointer: '/type', in: 'body', code: 'not_for_contractors', detail }],
  });
}
