import { exampleOf } from '@e-surety/service-kit/http';
import { applicationId } from '../applications/examples.js';
import { History, ReviewInput } from './schemas.js';

export const underwritingExamples = [
  exampleOf(ReviewInput, {
    guarantees: [
      { kind: 'advance_payment', decision: 'approve', message: null },
      { kind: 'performance', decision: 'approve', message: null },
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
