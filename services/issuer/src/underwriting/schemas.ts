import { guaranteeKinds } from '@e-surety/domain';
import { Type } from 'typebox';
import { freeText, instant, nullable, oneOf, ref } from '../contract.js';

const closed = { additionalProperties: false };

export const ReviewInput = Type.Union(
  [
    Type.Object(
      {
        decision: Type.Literal('return'),
        message: Type.String({ ...freeText(2000, '直していただきたいこと'), minLength: 1 }),
      },
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

export const HistoryEntry = Type.Object(
  {
    id: Type.Integer(),
    at: instant,
    actor: Type.String({ description: 'user:… は人、client:… はシステム、issuance は発行の自動処理' }),
    actorName: Type.String(),
    act: Type.String({ description: '操作の名前' }),
    subject: Type.String({
      description: '申込のID、保証契約番号、または保留されたもの(申込のIDと保証の種類、変更の申込のID)',
    }),
    detail: Type.Unsafe<Record<string, unknown>>({ type: 'object' }),
  },
  { $id: 'HistoryEntry', ...closed, description: 'いつ、だれが、何をしたか' },
);

export const History = Type.Object(
  { history: Type.Array(ref(HistoryEntry)), next: nullable(Type.String({ description: '続きのカーソル' })) },
  { $id: 'History', ...closed, description: '古い順' },
);
