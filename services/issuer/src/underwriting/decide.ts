import { type GuaranteeKind, nextGuaranteeRequestState, type Yen } from '@e-surety/domain';
import type { Application, GuaranteeRequest } from '../applications/application.js';
import type { ApplicationContext } from '../applications/load-context.js';
import { feeOf } from '../applications/present.js';
import { refuse } from '../refusals.js';
import { demandSecondPerson, isFirstOfTwo } from './second-approval.js';

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
    const first = isFirstOfTwo({ status: request.status, amount: request.asked.amount }, approval.secondApprovalFrom);
    return first ? refer(answered, approval) : approve(answered, context, approval);
  });
  return { ...application, requests };
}

function refer(request: GuaranteeRequest, { by, at }: Approval): GuaranteeRequest {
  return { ...request, status: nextGuaranteeRequestState(request.status, 'refer'), referred: { by, at } };
}

/** Fixes tariff and 約款 of this day. */
function approve(request: GuaranteeRequest, context: ApplicationContext, { by, at }: Approval): GuaranteeRequest {
  demandSecondPerson(request.referred?.by ?? null, by);
  const status = nextGuaranteeRequestState(request.status, 'approve');
  const fee = feeOf(request.asked, context.tariff);
  const fixed = { fee, terms: context.terms[request.kind] };
  // Where nothing is to be paid there is nothing to wait for.
  const next = request.asked.feePayment === 'lump_sum' || fee.amount === 0 ? 'issue' : 'demand_fee';
  return { ...request, status: nextGuaranteeRequestState(status, next), approved: { ...fixed, by, at } };
}
