import type { Certificate, FeeChange } from '@e-surety/domain';
import type {
  ExtraFeeStatementOrder,
  FeeDifference,
  FeeOrder,
  FeeStatementOrder,
  RefundStatementOrder,
} from '@e-surety/papers';
import type { AskedGuarantee, GuaranteeRequest } from '../applications/application.js';

/** All that a 保証料計算書 or a 保証料返還計算書 says. */
export type StatementFacts =
  | { type: 'fee'; facts: FeeStatementOrder | ExtraFeeStatementOrder }
  | { type: 'refund'; facts: RefundStatementOrder };

/** The statement of the fee for which a guarantee is issued: what was fixed at approval, and the names on its certificate. */
export function feeStatementFacts(
  certificate: Certificate,
  { asked, approved }: GuaranteeRequest,
  branch: FeeOrder['issuer']['branch'],
): FeeStatementOrder {
  return { ...guaranteeOnFeePaper(certificate, asked, branch), fee: approved!.fee, payment: asked.feePayment };
}

/** The statement of what a change costs or gives back; null where the fee stays. */
export function changeStatementFacts(
  [before, after]: [before: Certificate, after: Certificate],
  feeChange: FeeChange,
  asked: AskedGuarantee,
  branch: FeeOrder['issuer']['branch'],
): StatementFacts | null {
  const facts = { ...guaranteeOnFeePaper(after, asked, branch), ...differenceOf([before, after], feeChange) };
  const { direction, amount } = feeChange;
  switch (direction) {
    case 'none':
      return null;
    case 'extra':
      return { type: 'fee', facts: { ...facts, extra: amount, payment: asked.feePayment } };
    case 'refund':
      return { type: 'refund', facts: { ...facts, refund: amount } };
  }
}

export function differenceOf(
  [before, after]: [before: Certificate, after: Certificate],
  { charged, due }: FeeChange,
): FeeDifference {
  const { reason, effectiveOn } = after.history.at(-1)!;
  return {
    before: { amount: before.amount, fee: charged },
    after: { amount: after.amount, fee: due },
    ...{ reason: reason!, effectiveOn },
  };
}

/** What every paper about a fee says of its guarantee. */
export function guaranteeOnFeePaper(
  certificate: Certificate,
  { feeBilledTo }: Pick<AskedGuarantee, 'feeBilledTo'>,
  branch: FeeOrder['issuer']['branch'],
): FeeOrder {
  const { issuer, issuedOn, contractor, orderer, works, kind, guaranteeNumber, amount, period } = certificate;
  return {
    issuer: { name: issuer.name, branch },
    issuedOn,
    billedTo: feeBilledTo,
    contractor: { name: contractor.name },
    orderer: { name: orderer.name },
    works: { subject: works.subject, name: works.name, number: works.number },
    ...{ kind, guaranteeNumber, amount, period },
  };
}

/** Whether the rates were made up, as every list and paper says that shows them. */
export const isSample = (facts: StatementFacts['facts']): boolean =>
  'fee' in facts ? facts.fee.sample : facts.before.fee.sample;
