import { exampleOf } from '@e-surety/service-kit/http';
import { applicationId } from '../applications/examples.js';
import { ReviewSheet } from './review-sheet-schemas.js';
import { History, ReviewInput } from './schemas.js';

export const underwritingExamples = [
  exampleOf(ReviewInput, {
    guarantees: [
      { kind: 'advance_payment', decision: 'approve', message: null },
      { kind: 'performance', decision: 'approve', message: null },
    ],
  }),
  exampleOf(ReviewSheet, {
    applicationId,
    contractor: { id: 'marumaru-kensetsu', name: '○○建設 株式会社', lumpSumAgreement: true },
    credit: { limit: 1_000_000_000, inUse: 25_000_000, asked: 20_000_000, within: true },
    orderer: { code: '203629', name: '富士見町' },
    rules: { validFrom: '2024-01-01', judgedOn: '2026-11-12', source: '保証事業会社が配布する町の案内' },
    ...{ claimedBy: '審査 花子', mine: true, commands: ['return'] },
    guarantees: [
      {
        ...{ kind: 'advance_payment', status: 'under_review', commands: ['approve', 'decline'] },
        limits: [
          {
            ...{ rule: 'advance_payment_of_works', kept: true, bound: 'at_most', ppm: 400_000, of: 'contractPrice' },
            ...{ base: 50_000_000, judged: 20_000_000, percent: '40.0', limit: 20_000_000 },
          },
        ],
        papers: [{ anyOf: ['contract'], present: true }],
        ...{ needsSecondApproval: false, firstApproval: null, approval: null, payBy: null },
        ...{ feeReceipt: null, held: null },
      },
    ],
  }),
  exampleOf(History, {
    history: [
      {
        id: 214,
        actor: 'client:marumaru-kensetsu',
        actorName: '○○建設 株式会社',
        act: 'submit_application',
        subject: applicationId,
        at: '2026-11-12T01:00:00.000Z',
        detail: {},
      },
    ],
    next: null,
  }),
];
