import { type GuaranteeKind, nextGuaranteeRequestState, todayInTokyo } from '@e-surety/domain';
import type { Static } from 'typebox';
import type { Application, GuaranteeRequest } from '../applications/application.js';
import { type Judged, judgeApplication } from '../applications/findings.js';
import { type ApplicationContext, loadContext } from '../applications/load-context.js';
import { feeOf } from '../applications/present.js';
import { recordJudgements } from '../applications/rule-judgements.js';
import { saveApplication } from '../applications/store.js';
import { refuseOnFindings } from '../applications/submit-application.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { demandFees } from '../fees/demand-fees.js';
import { askFor } from '../outbox/ask-for.js';
import { refuse } from '../refusals.js';
import type { ReviewInput } from './schemas.js';

type Decision = { kind: GuaranteeKind; decision: 'approve' | 'decline'; message: string | null };

/** 引受審査: returns the whole, or answers every guarantee; claims (審査中) what nobody has claimed. */
export async function reviewApplication(
  db: Database,
  underwriter: string,
  application: Application,
  review: Static<typeof ReviewInput>,
  now: Date,
): Promise<Application> {
  const claimed = claim(application, underwriter);
  await recordAct(db, {
    at: now,
    actor: underwriter,
    act: 'review_application',
    subject: application.id,
    detail: review,
  });
  if ('decision' in review) return saveApplication(db, returned(claimed, review.message), now);

  const context = await loadContext(db, application, now);
  const judged = judgedOf(claimed, context);
  const decided = decide(claimed, review.guarantees, { context, judged }, { by: underwriter, at: now });
  const kinds = approvedKinds(review.guarantees);
  await recordJudgements(db, application.id, { act: 'approval', kinds, judged, at: now });
  const saved = await saveApplication(db, decided, now);
  await demandFees(db, saved, now);
  for (const { kind, status } of saved.requests) {
    if (status === 'issuing' && isUnderReview(claimed, kind)) {
      await askFor(db, { topic: 'issue_certificate', applicationId: saved.id, kind }, now);
    }
  }
  return saved;
}

const isUnderReview = ({ requests }: Application, kind: GuaranteeKind) =>
  requests.some((request) => request.kind === kind && request.status === 'under_review');

function claim(application: Application, underwriter: string): Application {
  const requests = application.requests.map((request) =>
    request.status === 'submitted'
      ? { ...request, status: nextGuaranteeRequestState(request.status, 'claim') }
      : request,
  );
  return { ...application, underwriter: application.underwriter ?? underwriter, requests };
}

function returned(application: Application, message: string): Application {
  const requests = application.requests.map((request) => ({
    ...request,
    status: nextGuaranteeRequestState(request.status, 'return'),
  }));
  return { ...application, requests, messageToContractor: message };
}

/** Approval judges again, for the day of application that was submitted. */
function judgedOf({ works, requests, submittedAt }: Application, context: ApplicationContext): Judged {
  const guarantees = requests.map(({ asked }) => asked);
  return { ...context, works: works.facts, guarantees, appliedOn: todayInTokyo(submittedAt!) };
}

const approvedKinds = (decisions: Decision[]): GuaranteeKind[] =>
  decisions.filter(({ decision }) => decision === 'approve').map(({ kind }) => kind);

/** Fixes tariff and 約款 of today. */
function decide(
  application: Application,
  decisions: Decision[],
  { context, judged }: { context: ApplicationContext; judged: Judged },
  approval: { by: string; at: Date },
): Application {
  const open = application.requests.filter(({ status }) => status === 'under_review');
  demandAnswerToAll(open, decisions);
  refuseOnFindings('approval_refused', judgeApplication(judged, approvedKinds(decisions)));

  const requests = application.requests.map((request): GuaranteeRequest => {
    const decision = decisions.find(({ kind }) => kind === request.kind);
    if (request.status !== 'under_review' || !decision) return request;
    if (decision.decision === 'decline') {
      return { ...request, status: nextGuaranteeRequestState(request.status, 'decline'), message: decision.message };
    }
    const status = nextGuaranteeRequestState(request.status, 'approve');
    const next = request.asked.feePayment === 'lump_sum' ? 'issue' : 'demand_fee';
    const fixed = { fee: feeOf(request.asked, context.tariff), terms: context.terms[request.kind] };
    return {
      ...request,
      status: nextGuaranteeRequestState(status, next),
      message: decision.message,
      approved: { ...fixed, ...approval },
    };
  });
  return { ...application, requests };
}

function demandAnswerToAll(open: GuaranteeRequest[], decisions: Decision[]): void {
  const kinds = open.map(({ kind }) => kind);
  // Nothing is under review: the table of transitions says so with the state that it is in.
  if (kinds.length === 0) throw refuse('transition_not_allowed', { detail: '審査中の保証がありません。' });
  const given = decisions.map(({ kind }) => kind);
  const complete = kinds.every((kind) => given.filter((one) => one === kind).length === 1);
  if (complete && given.length === kinds.length) return;
  const detail = `審査中の保証(${kinds.join('、')})のすべてに、一つずつ答えてください。`;
  throw refuse('review_incomplete', {
    detail,
    errors: [{ pointer: '/guarantees', in: 'body', code: 'review_incomplete', detail, expected: kinds.join(', ') }],
  });
}
