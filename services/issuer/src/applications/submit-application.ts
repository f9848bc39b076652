import { nextGuaranteeRequestState } from '@e-surety/domain';
import type { Applicant } from '../accounts/caller.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { appendMessage } from '../messages/post-message.js';
import { lastMessage } from '../messages/store.js';
import { refuse } from '../refusals.js';
import type { Application } from './application.js';
import { type Finding, judgeApplication } from './findings.js';
import { loadContext } from './load-context.js';
import { saveApplication } from './store.js';

/** 送信: judged by the orderer's rules of today; what breaks one is refused with the rule, the base and both numbers. */
export async function submitApplication(
  db: Database,
  applicant: Applicant,
  application: Application,
  now: Date,
): Promise<Application> {
  const { works, requests } = application;
  const submitted = requests.map((request) => ({
    ...request,
    status: nextGuaranteeRequestState(request.status, 'submit'),
    message: null,
    referred: null,
  }));
  const context = await loadContext(db, { orderer: works.orderer, contractorId: application.contractorId }, now);
  refuseOnFindings(
    'submission_refused',
    judgeApplication({ ...context, works: works.facts, guarantees: requests.map(({ asked }) => asked) }),
  );
  await recordAct(db, { at: now, actor: applicant.actor, act: 'submit_application', subject: application.id });
  await sayWhatIsNew(db, applicant, application, now);
  return saveApplication(
    db,
    { ...application, requests: submitted, submittedAt: now, underwriter: null, messageToContractor: null },
    now,
  );
}

/** 弊社への連絡事項 of the form joins what both sides write; sent again unchanged, it is not said twice. */
async function sayWhatIsNew(db: Database, { actor }: Applicant, application: Application, now: Date): Promise<void> {
  const { id: applicationId, facts } = application;
  const text = facts.messageToIssuer;
  if (text.trim() === '') return;
  const last = await lastMessage(db, applicationId, 'contractor');
  if (last?.text !== text) await appendMessage(db, { applicationId, sentBy: 'contractor', actor, text }, now);
}

/** Findings that refuse become one problem that names each field and why; the facts say by which version of whose rules. */
export function refuseOnFindings(code: 'submission_refused' | 'approval_refused', findings: Finding[]): void {
  const stops = code === 'approval_refused' ? ['refusal', 'holds_approval'] : ['refusal'];
  const refusals = findings.filter(({ severity }) => stops.includes(severity));
  if (refusals.length === 0) return;
  const errors = refusals.map(({ pointer, code, detail }) => ({ pointer, in: 'body' as const, code, detail }));
  const rule = refusals.find(({ rule }) => rule !== null)?.rule;
  throw refuse(code, { detail: errors.map(({ detail }) => detail).join(' '), errors, facts: rule ? { ...rule } : {} });
}
