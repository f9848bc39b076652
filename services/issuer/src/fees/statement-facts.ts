import type { Certificate } from '@e-surety/domain';
import type { FeeStatementOrder, RefundStatementOrder } from '@e-surety/papers';
import type { GuaranteeRequest } from '../applications/application.js';

/** All that a 保証料計算書 or a 保証料返還計算書 says. */
export type StatementFacts =
  | { type: 'fee'; facts: FeeStatementOrder }
  | { type: 'refund'; facts: RefundStatementOrder };

/** The statement of the fee for which a guarantee is issued: what was fixed at approval, and the names on its certificate. */
export function feeStatementFacts(
  certificate: Certificate,
  { asked, approved }: GuaranteeRequest,
  branch: FeeStatementOrder['issuer']['branch'],
): FeeStatementOrder {
  const { issuer, issuedOn, contractor, orderer, works, kind, guaranteeNumber, amount, period } = certificate;
  return {
    issuer: { name: issuer.name, branch },
    issuedOn,
    billedTo: asked.feeBilledTo,
    contractor: { name: contractor.name },
    orderer: { name: orderer.name },
    works: { subject: works.subject, name: works.name, number: works.number },
    ...{ kind, guaranteeNumber, amount, period },
    fee: approved!.fee,
    payment: asked.feePayment,
  };
}

/** Whether the rates were made up, as every list and paper says that shows them. */
export const isSample = (facts: StatementFacts['facts']): boolean =>
  'fee' in facts ? facts.fee.sample : facts.before.fee.sample;
