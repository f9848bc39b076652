import { exampleOf } from '@e-surety/service-kit/http';
import { applicationId } from '../applications/examples.js';
import { CaseCounts, CaseList } from './schemas.js';

const none = {
  ...{ submitted: 0, under_review: 0, awaiting_second_approval: 0, approved: 0 },
  ...{ fee_due: 0, issuing: 0, returned: 0, held: 0 },
};

export const caseExamples = [
  exampleOf(CaseList, {
    cases: [
      {
        ...{ type: 'guarantee', status: 'under_review', applicationId, kind: 'advance_payment', form: 'electronic' },
        ...{ receiptNumber: '8-000012', guaranteeNumber: null, change: null },
        contractor: { id: 'marumaru-kensetsu', name: '○○建設 株式会社' },
        orderer: { code: '203629', name: '富士見町' },
        ...{ worksName: '町道○○線 道路改良工事', branch: 'nagano', amount: 20_000_000 },
        ...{ claimedBy: '審査 花子', mine: true, firstApprovalBy: null, payBy: null, message: null },
        ...{ awaitsReply: false, submittedAt: '2026-11-12T01:00:00.000Z' },
      },
    ],
    next: null,
  }),
  exampleOf(CaseCounts, {
    guarantees: { ...none, submitted: 4, under_review: 2 },
    changes: { ...none, fee_due: 1 },
    ...{ dispatch: 1, awaitingReply: 2, refundables: 0 },
  }),
];
