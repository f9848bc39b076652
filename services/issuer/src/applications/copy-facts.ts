import type { ApplicationCopyOrder } from '@e-surety/papers';
import type { Application } from './application.js';
import type { PaperSources } from './paper-sources.js';
import { periodOf, ratioOf } from './present.js';

/** All that 申込控え says, but when. */
export type ApplicationCopyFacts = Omit<ApplicationCopyOrder, 'submittedAt'>;

/** What is sent: the guarantees that stand as submitted. */
export function copyFacts(
  { id, receiptNumber, works, requests, facts }: Application,
  sources: PaperSources,
): ApplicationCopyFacts {
  const { issuer, contractor, orderer } = sources;
  const { subject, name, number, place, contractDate, contractPrice, period, jointVenture } = works.facts;
  return {
    ...{ applicationId: id, receiptNumber, issuer, contractor, orderer },
    works: { subject, name, number, place, contractDate, contractPrice, period, jointVenture },
    guarantees: requests
      .filter(({ status }) => status === 'submitted')
      .map(({ asked }) => {
        const { kind, form, amount, feePayment, feeBilledTo, paperFeeStatement } = asked;
        return {
          ...{ kind, form, amount, feePayment, feeBilledTo, paperFeeStatement },
          period: periodOf(asked, works.facts),
          ratio: ratioOf(asked, works.facts),
          advance:
            'depositary' in asked
              ? { depositary: asked.depositary, redeposit: asked.redeposit, fiscalYearBase: asked.fiscalYearBase }
              : null,
        };
      }),
    ...facts,
    responsible: facts.responsible ?? null,
  };
}
