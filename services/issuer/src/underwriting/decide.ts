import { type GuaranteeKind, nextGuaranteeRequestState, type Yen } from '@e-surety/domain';
import type { Application, GuaranteeRequest } from '../applications/application.js';
import type { ApplicationContext } from '../applications/load-context.js';
import { feeOf } from '../applications/present.js';
import { refuse } from '../refusals.js';

export interface Decision {
  kind: GuaranteeKind;
  decision: 'approve' | 'decline';
  message: string | null;
}

export interface Approval {
  by: string;
  at: Date;
  /** From this amount on a second person has to approve as well. */
  secondApprovalFrom: Yen;
}

/** What an underwriter can answer. */
export const isOpen = ({ status }: GuaranteeRequest): boolean =>
  status === 'under_review' || status === 'awaiting_second_approval';

/** Every guarantee that is open is answered, each once. */
export function demandAnswerToAll({ requests }: Application, decisions: Decision[]): void {
  const kinds = requests.filter(isOpen).map(({ kind }) => kind);
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

/** The application as the decisions leave it. Whatever stands against an approval has been asked before. */
export function decide(
  application: Application,
  decisions: Decision[],
  context: ApplicationContext,
  approval: Approval,
): Application {
  const requests = application.requests.map((request): GuaranteeRequest => {
    const decision = decisions.find(({ kind }) => kind === request.kind);
    if (!isOpen(request) || !decision) return request;
    const answered = { ...request, message: decision.message };
    if (decision.decision === 'decline') {
      return { ...answered, status: nextGuaranteeRequestState(request.status, 'decline') };
    }
    return isFirstOfTwo(request, approval) ? refer(answered, approval) : approve(answered, context, approval);
  });
  return { ...application, requests };
}

const isFirstOfTwo = ({ status, asked }: GuaranteeRequest, { secondApprovalFrom }: Approval): boolean =>
  status === 'under_review' && asked.amount >= secondApprovalFrom;

function refer(request: GuaranteeRequest, { by, at }: Approval): GuaranteeRequest {
  return { ...request, status: nextGuaranteeRequestState(request.status, 'refer'), referred: { by, at } };
}

/** Who stands behind a system it does not say: with a person it may be one and the same, with another system it is not. */
export const areTwoPeople = (one: string, other: string): boolean => one !== other && kindOf(one) === kindOf(other);

const kindOf = (actor: string) => actor.split(':', 1)[0];

/** Fixes tariff and 約款 of this day. */
function approve(request: GuaranteeRequest, context: ApplicationContext, { by, at }: Approval): GuaranteeRequest {
  if (request.referred && !areTwoPeople(request.referred.by, by)) {
    const detail =
      '金額が大きいため、二人の承認が必要です。別の審査担当者が、一次承認と同じ方法(画面またはシステム)で承認してください。';
    throw refuse('second_approval_by_same_person', { detail });
  }
  const status = nextGuaranteeRequestState(request.status, 'approve');
  const next = request.asked.feePayment === 'lump_sum' ? 'issue' : 'demand_fee';
  const fixed = { fee: feeOf(request.asked, context.tariff), terms: context.terms[request.kind] };
  return { ...request, status: nextGuaranteeRequestState(status, next), approved: { ...fixed, by, at } };
}
