import { guaranteeKinds } from '@e-surety/domain';
import { Type } from 'typebox';
import { freeText, nullable, oneOf } from '../contract.js';

const closed = { additionalProperties: false };

export const ReviewInput = Type.Union(
  [
    Type.Object(
      { decision: Type.Literal('return'), message: freeText(2000, '直していただきたいこと') },
      { ...closed, description: '申込全体の差戻し' },
    ),
    Type.Object(
      {
        guarantees: Type.Array(
          Type.Object(
            {
              kind: oneOf(guaranteeKinds),
              decision: oneOf(['approve', 'decline']),
              message: nullable(freeText(2000, 'お断りの理由')),
            },
            closed,
          ),
          { minItems: 1, maxItems: 3 },
        ),
      },
      { ...closed, description: '保証ごとの承認・お断り。すべてに答える' },
    ),
  ],
  { $id: 'ReviewInput', description: '引受審査の結果' },
);
