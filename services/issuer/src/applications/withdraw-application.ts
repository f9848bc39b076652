import { guaranteeRequestTransitions, nextGuaranteeRequestState } from '@e-surety/domain';
import type { Applicant } from '../accounts/caller.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import type { Application } from './application.js';
import { saveApplication } from './store.js';

/** 取下げ: of every guarantee whose fee has not been received; refused where none is left to withdraw. */
export async function withdrawApplication(
  db: Database,
  applicant: Applicant,
  application: Application,
  now: Date,
): Promise<Application> {
  const withdrawable = guaranteeRequestTransitions
    .filter(({ command }) => command === 'withdraw')
    .map(({ from }) => from);
  const open = application.requests.filter(({ status }) => (withdrawable as string[]).includes(status));
  const withdrawn = (open.length > 0 ? open : application.requests).map((request) => ({
    ...request,
    status: nextGuaranteeRequestState(request.status, 'withdraw'),
  }));
  const requests = application.requests.map(
    (request) => withdrawn.find(({ kind }) => kind === request.kind) ?? request,
  );
  await recordAct(db, { at: now, actor: applicant.actor, act: 'withdraw_application', subject: application.id });
  return saveApplication(db, { ...application, requests }, now);
}
