import { nextGuaranteeRequestState } from '@e-surety/domain';
import type { Application } from '../applications/application.js';
import { saveApplication } from '../applications/store.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { refuse } from '../refusals.js';

/** 審査中: an underwriter takes an application in hand, so that no second one begins on it. */
export async function claimApplication(
  db: Database,
  underwriter: string,
  application: Application,
  now: Date,
): Promise<Application> {
  if (!application.requests.some(({ status }) => status === 'submitted')) {
    throw refuse('transition_not_allowed', { detail: '申込済の申込だけが審査を始められます。' });
  }
  await recordAct(db, { at: now, actor: underwriter, act: 'claim_application', subject: application.id });
  return saveApplication(db, claimed(application, underwriter), now);
}

/** Who claimed it first keeps it; another who decides is known as the one who decided. */
export function claimed(application: Application, underwriter: string): Application {
  const requests = application.requests.map((request) =>
    request.status === 'submitted'
      ? { ...request, status: nextGuaranteeRequestState(request.status, 'claim') }
      : request,
  );
  return { ...application, underwriter: application.underwriter ?? underwriter, requests };
}
