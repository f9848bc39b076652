import { Type } from 'typebox';
import { freeText, nullable, oneOf } from '../contract.js';
import { heldDecisions } from './decide-held.js';

const closed = { additionalProperties: false };

export const HeldDecisionInput = Type.Object(
  {
    decision: oneOf(heldDecisions, 'resume は再開、void は発行取消'),
    reason: Type.String({ ...freeText(500, '理由'), minLength: 1 }),
  },
  { $id: 'HeldDecisionInput', ...closed },
);

export const HeldDecisionSchema = Type.Object(
  {
    decision: oneOf(heldDecisions),
    proposedBy: Type.String(),
    confirmedBy: nullable(Type.String({ description: '二人目。null のあいだは実行されない' })),
  },
  { $id: 'HeldDecision', ...closed, description: '発行保留の扱い。二人が同じ判断を送ると実行される' },
);
