import { nextGuaranteeRequestState } from '@e-surety/domain';
import type { Applicant } from '../accounts/caller.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { appendMessage } from '../messages/post-message.js';
import { lastMessage } from '../messages/store.js';
import { refuse } from '../refusals.js';
import type { Application } from './application.js';
import { type Finding, judgeApplication } from './findings.js';
import { keepCopy } from './keep-copy.js';
import { loadContext } from './load-context.js';
import { recordJudgements } from './rule-judgements.js';
import { drawReceiptNumber, saveApplication } from './store.js';

/**
 * 送信: what is a draft or was returned is judged by the orderer's rules of the day that they name; what breaks one is refused
 * with the rule, the base and both numbers. What has gone on already stays where it is.
 */
export async function submitApplication(
  db: Database,
  applicant: Applicant,
  application: Application,
  now: Date,
): Promise<Application> {
  const { works, requests } = application;
  const open = requests.filter(({ status }) => status === 'draft' || status === 'returned');
  const sent = open.length > 0 ? open : requests;
  const submitted = requests.map((request) =>
    sent.includes(request)
      ? { ...request, status: nextGuaranteeRequestState(request.status, 'submit'), message: null, referred: null }
      : request,
  );
  const context = await loadContext(db, application, now);
  const guarantees = requests.map(({ asked }) => asked);
  const judged = { ...context, works: works.facts, guarantees, appliedOn: context.today };
  const kinds = sent.map(({ kind }) => kind);
  refuseOnFindings('submission_refused', judgeApplication(judged, kinds));
  await recordJudgements(db, application.id, { act: 'submission', kinds, judged, at: now });
  await recordAct(db, { at: now, actor: applicant.actor, act: 'submit_application', subject: application.id });
  await sayWhatIsNew(db, applicant, application, now);
  const saved = await saveApplication(
    db,
    {
      ...application,
      requests: submitted,
      submittedAt: now,
      receiptNumber: application.receiptNumber ?? (await drawReceiptNumber(db, context.today)),
      underwriter: null,
      messageToContractor: null,
    },
    now,
  );
  await keepCopy(db, saved, now);
  return saved;
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
