import { exampleOf } from '@e-surety/service-kit/http';
import { HeldDecisionInput, HeldDecisionSchema } from './schemas.js';

export const heldExamples = [
  exampleOf(HeldDecisionInput, { decision: 'resume', reason: '発注者コードを確認しました。' }),
  exampleOf(HeldDecisionSchema, { decision: 'resume', proposedBy: 'client:underwriter', confirmedBy: null }),
];
