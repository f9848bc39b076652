import { type GuaranteeKind, nextGuaranteeRequestState, todayInTokyo, type Yen } from '@e-surety/domain';
import type { Static } from 'typebox';
import type { Application } from '../applications/application.js';
import { type Judged, judgeApplication } from '../applications/findings.js';
import { type ApplicationContext, loadContext } from '../applications/load-context.js';
import { recordJudgements } from '../applications/rule-judgements.js';
import { saveApplication } from '../applications/store.js';
import { refuseOnFindings } from '../applications/submit-application.js';
import { demandContractAtRest } from '../applications/works-frozen.js';
import { attachmentFindings } from '../attachments/findings.js';
import { attachedTypes } from '../attachments/store.js';
import { demandCredit } from '../contractors/credit.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { recordEvent } from '../events/record-event.js';
import { demandFees } from '../fees/demand-fees.js';
import { appendMessage } from '../messages/post-message.js';
import { holdRules } from '../orderers/store.js';
import { askFor } from '../outbox/ask-for.js';
import { claimed } from './claim-application.js';
import { type Decision, decide, demandAnswerToAll, isOpen } from './decide.js';
import { demandReasons } from './demand-reason.js';
import type { ReviewInput } from './schemas.js';

export interface Underwriter {
  actor: string;
  secondApprovalFrom: Yen;
}

/** 引受審査: returns the whole, or answers every guarantee; claims (審査中) what nobody has claimed. */
export async function reviewApplication(
  db: Database,
  { actor, secondApprovalFrom }: Underwriter,
  application: Application,
  review: Static<typeof ReviewInput>,
  now: Date,
): Promise<Application> {
  const subject = application.id;
  await recordAct(db, { at: now, actor, act: 'review_application', subject, detail: review });
  const inHand = claimed(application, actor);
  if ('decision' in review) return returnApplication(db, actor, inHand, review.message, now);

  // What it is judged by stays as it is until it is recorded that it was.
  await holdRules(db, application.works.orderer);
  const context = await loadContext(db, application, now);
  demandAnswerToAll(inHand, review.guarantees);
  demandReasons(review.guarantees);
  const judged = judgedOf(inHand, context);
  const kinds = approvedKinds(review.guarantees);
  await demandApprovable(db, inHand, kinds, judged);
  const decided = decide(inHand, review.guarantees, context, { by: actor, at: now, secondApprovalFrom });
  await recordJudgements(db, application.id, { act: 'approval', kinds, judged, at: now });
  const saved = await saveApplication(db, decided, now);
  await demandFees(db, saved, now);
  await askForWhatFollows(db, inHand, saved, now);
  return saved;
}

/** 差戻し: all that is not decided yet, with what has to be mended, which the contact gets by mail too. */
async function returnApplication(
  db: Database,
  actor: string,
  application: Application,
  text: string,
  now: Date,
): Promise<Application> {
  const open = application.requests.filter(isOpen);
  const returned = open.length > 0 ? open : application.requests;
  const requests = application.requests.map((request) =>
    returned.includes(request)
      ? { ...request, status: nextGuaranteeRequestState(request.status, 'return'), referred: null }
      : request,
  );
  const saved = await saveApplication(db, { ...application, requests, messageToContractor: text }, now);
  const message = await appendMessage(db, { applicationId: saved.id, sentBy: 'issuer', actor, text }, now);
  await askFor(db, { topic: 'send_returned_notice', applicationId: saved.id, messageId: message.id }, now);
  await recordEvent(db, 'application.returned', { applicationId: saved.id }, { at: now });
  return saved;
}

/** Approval judges again, for the day of application that was submitted. */
function judgedOf({ works, requests, submittedAt }: Application, context: ApplicationContext): Judged {
  const guarantees = requests.map(({ asked }) => asked);
  return { ...context, works: works.facts, guarantees, appliedOn: todayInTokyo(submittedAt!) };
}

const approvedKinds = (decisions: Decision[]): GuaranteeKind[] =>
  decisions.filter(({ decision }) => decision === 'approve').map(({ kind }) => kind);

/** By the orderer's rules, by the papers that are there, and by what the company may owe. */
async function demandApprovable(
  db: Database,
  application: Application,
  kinds: GuaranteeKind[],
  judged: Judged,
): Promise<void> {
  if (kinds.length === 0) return;
  await demandContractAtRest(db, application.works.id);
  const { guarantees, today } = judged;
  const attached = await attachedTypes(db, { applicationId: application.id });
  const missing = attachmentFindings(guarantees, attached).filter(({ pointer }) =>
    kinds.some((kind) => pointer === `/guarantees/${guarantees.findIndex((one) => one.kind === kind)}`),
  );
  refuseOnFindings('approval_refused', [...judgeApplication(judged, kinds), ...missing]);
  const more = guarantees.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { amount }) => sum + amount, 0);
  await demandCredit(db, application.contractorId, { more, today });
}

async function askForWhatFollows(db: Database, before: Application, after: Application, now: Date): Promise<void> {
  for (const { kind, status } of after.requests) {
    if (before.requests.find((request) => request.kind === kind)?.status === status) continue;
    const which = { applicationId: after.id, kind };
    if (status === 'issuing') await askFor(db, { topic: 'issue_certificate', ...which }, now);
    if (status === 'declined') {
      await askFor(db, { topic: 'send_declined_notice', ...which }, now);
      await recordEvent(db, 'application.declined', which, { at: now });
    }
  }
}
